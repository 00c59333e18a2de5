import { type ApiKey, apiKeyIdSchema, roles } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { plain } from "../../output/text.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";

export const createKeyOptions = z.object({ role: z.enum(roles) });

export async function createKey(
  { terminal, connect }: Session,
  { args: [name = ""], options: { role } }: CommandInput<z.output<typeof createKeyOptions>>,
): Promise<void> {
  const client = await connect();
  const key = await client.keys.create({ name, role });
  terminal.result(key, () =>
    [
      `Created the ${key.role} key ${plain(key.name)} (${key.id}). Its secret, shown this once:`,
      `  ${terminal.paint("strong", key.secret)}`,
    ].join("\n"),
  );
}

const columns: readonly TableColumn<ApiKey>[] = [
  { title: "ID", value: (key) => key.id },
  { title: "Name", value: (key) => key.name, shrinks: true },
  { title: "Role", value: (key) => key.role },
  { title: "Key", value: (key) => `${key.hint}…` },
  { title: "Created", value: (key) => formatTime(key.createdAt) },
  { title: "Revoked", value: (key) => (key.revokedAt === null ? "" : formatTime(key.revokedAt)) },
];

export async function listKeys(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<{ limit: number }>,
): Promise<void> {
  const client = await connect();
  const keys = await take(client.keys.listAll(), limit);
  terminal.result(keys, () => formatTable(terminal, columns, keys));
}

export async function revokeKey(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const id = parseId(apiKeyIdSchema, args[0]);
  const client = await connect();
  await client.keys.revoke(id);
  terminal.result({ id, revoked: true }, () => `Revoked ${id}.`);
}
