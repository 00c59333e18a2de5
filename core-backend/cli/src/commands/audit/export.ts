import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { auditFormats } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { assertOutFree } from "../../output-files.ts";
import type { Session } from "../../session.ts";
import { auditFilters, toQuery } from "./filters.ts";

export const exportAuditOptions = auditFilters.extend({
  format: z.enum(auditFormats).default("csv"),
  out: z.string().min(1).optional(),
  force: z.boolean().default(false),
});

export async function exportAudit(
  session: Session,
  { options: { format, out, force, ...filters } }: CommandInput<z.output<typeof exportAuditOptions>>,
): Promise<void> {
  const { terminal, signal } = session;
  if (out === undefined && terminal.machine) {
    throw wrongInput("With --json, stdout is one JSON document: say with --out where the records go.");
  }
  if (out !== undefined) await assertOutFree(session, { out, force });
  const client = await session.connect();
  const stream = await client.audit.export({ ...toQuery(filters), format }, { signal });
  if (out === undefined) {
    for await (const line of linesOf(stream)) terminal.say(line);
    return;
  }
  await save(stream, session.resolve(out), signal);
  terminal.result({ file: out, format }, () => `Saved ${out}.`);
}

/** Without their line feeds. */
async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** The file is there whole or not at all. */
async function save(stream: ReadableStream<Uint8Array>, file: string, signal: AbortSignal): Promise<void> {
  const partial = `${file}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await pipeline(stream, createWriteStream(partial), { signal });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
