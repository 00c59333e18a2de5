import type { StyleProfile } from "@assetql/contract";
import type { CommandInput } from "../../handler.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { findStyle } from "./find-style.ts";
import { formatStyle } from "./format-style.ts";

const columns: readonly TableColumn<StyleProfile>[] = [
  { title: "ID", value: (style) => style.id },
  { title: "Name", value: (style) => style.name, shrinks: true },
  { title: "References", value: (style) => String(style.references.length), align: "right" },
  { title: "Threshold", value: (style) => style.deviationThreshold.toFixed(2), align: "right" },
  { title: "Version", value: (style) => String(style.version), align: "right" },
  { title: "Made", value: (style) => formatTime(style.createdAt) },
];

export async function listStyles(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<{ limit: number }>,
): Promise<void> {
  const client = await connect();
  const styles = await take(client.styles.listAll(), limit);
  terminal.result(styles, () =>
    styles.length === 0 ? "There is no style profile." : formatTable(terminal, columns, styles),
  );
}

export async function showStyle(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const style = await findStyle(await connect(), args[0] ?? "");
  terminal.result(style, () => formatStyle(terminal, style));
}
