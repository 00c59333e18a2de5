import type { Item, Target } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { findTarget } from "./find-target.ts";
import { syncTone, syncWord } from "./format-sync.ts";
import { formatTarget, healthTone } from "./format-target.ts";

export const listTargetsOptions = z.object({ limit: limitOption });

const columns: readonly TableColumn<Target>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Name", value: ({ name }) => name, shrinks: true },
  { title: "Connector", value: ({ connector }) => connector },
  { title: "Health", value: ({ health }) => health.status, tone: healthTone },
  { title: "Sync", value: syncWord, tone: syncTone },
  {
    title: "Last sync",
    value: ({ lastSync }) => (lastSync === null ? "" : formatTime(lastSync.at)),
    spare: true,
  },
  {
    title: "Checked",
    value: ({ health }) => (health.checkedAt === null ? "never" : formatTime(health.checkedAt)),
    spare: true,
  },
];

export async function listTargets(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<z.output<typeof listTargetsOptions>>,
): Promise<void> {
  const targets = await take((await connect()).targets.listAll(), limit);
  terminal.result(targets, () =>
    targets.length === 0
      ? "There is no target. `assetql targets add` makes one."
      : formatTable(terminal, columns, targets),
  );
}

export async function showTarget(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const target = await findTarget(await connect(), args[0] ?? "");
  terminal.result(target, () => formatTarget(terminal, target));
}

/** Which items. */
export const queryOptions = z.object({
  search: z.string().optional(),
  kind: z.string().optional(),
  item: z.array(z.string()).optional(),
  withoutImage: z.boolean().optional(),
});

export const queryFrom = ({ search, kind, item, withoutImage }: z.output<typeof queryOptions>) => ({
  ...(search === undefined ? {} : { search }),
  ...(kind === undefined ? {} : { kind }),
  ...(item === undefined ? {} : { ids: item }),
  ...(withoutImage === true ? { withoutImage } : {}),
});

export const listItemsOptions = queryOptions.extend({ limit: limitOption });

const itemColumns: readonly TableColumn<Item>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Kind", value: ({ kind }) => kind },
  { title: "Image", value: ({ image }) => (image === null ? "" : "yes") },
  { title: "Title", value: ({ title }) => title, shrinks: true },
  { title: "Fields", value: ({ fields }) => Object.keys(fields).join(", "), shrinks: true, spare: true },
];

export async function listItems(
  { terminal, connect }: Session,
  { args, options: { limit, ...query } }: CommandInput<z.output<typeof listItemsOptions>>,
): Promise<void> {
  const client = await connect();
  const { id } = await findTarget(client, args[0] ?? "");
  const items = await take(client.targets.itemsAll(id, queryFrom(query)), limit);
  terminal.result(items, () =>
    items.length === 0 ? "No item fits." : formatTable(terminal, itemColumns, items),
  );
}
