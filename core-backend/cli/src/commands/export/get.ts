import { type Export, exportIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatBytes, formatTime } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";
import { assertOutFree } from "../../output-files.ts";
import type { Session } from "../../session.ts";
import { fetchExport } from "./fetch-export.ts";

export const getExportOptions = z.object({
  out: z.string().min(1).optional(),
  force: z.boolean().default(false),
});

export async function getExport(
  session: Session,
  { args, options: { out, force } }: CommandInput<z.output<typeof getExportOptions>>,
): Promise<void> {
  const id = parseId(exportIdSchema, args[0]);
  if (out !== undefined) await assertOutFree(session, { out, force });
  const client = await session.connect();
  if (out === undefined) {
    const found = await client.exports.status(id);
    session.terminal.result(found, () => formatExport(session.terminal, found));
    return;
  }
  const { finished, bytes } = await fetchExport(session, { client, id, file: out });
  session.terminal.result({ ...finished, file: out }, () => `Saved ${out} (${formatBytes(bytes)}).`);
}

function formatExport(terminal: Pick<Terminal, "paint">, found: Export): string {
  const facts: (readonly [string, string])[] = [
    ["Export", found.id],
    ["Platform", found.platform],
    ["Status", found.status],
    ["Images", `${found.processedAssets} of ${found.totalAssets}`],
  ];
  if (found.bytes !== null) facts.push(["Size", formatBytes(found.bytes)]);
  if (found.error !== null) facts.push(["Error", found.error]);
  if (found.downloadUrl !== null) facts.push(["Download", found.downloadUrl]);
  if (found.expiresAt !== null) facts.push(["Until", formatTime(found.expiresAt)]);
  return formatFacts(terminal, facts);
}
