import {
  type ApiKey,
  apiKeyIdSchema,
  createApiKeySchema,
  roles,
  rotateApiKeySchema,
} from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { numeric } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { plain } from "../../output/text.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { keepRotated } from "./keep-rotated.ts";

export const createKeyOptions = z.object({
  role: z.enum(roles),
  expiresInDays: numeric(createApiKeySchema.shape.expiresInDays),
});

export async function createKey(
  { terminal, connect }: Session,
  { args: [name = ""], options: { role, expiresInDays } }: CommandInput<z.output<typeof createKeyOptions>>,
): Promise<void> {
  const client = await connect();
  const key = await client.keys.create({ name, role, expiresInDays });
  const until = key.expiresAt === null ? "" : ` It ends on ${formatTime(key.expiresAt)}.`;
  terminal.result(key, () =>
    [
      `Created the ${key.role} key ${plain(key.name)} (${key.id}).${until} Its secret, shown this once:`,
      `  ${terminal.paint("strong", key.secret)}`,
    ].join("\n"),
  );
}

export const rotateKeyOptions = z.object({ overlapHours: numeric(rotateApiKeySchema.shape.overlapHours) });

export async function rotateKey(
  session: Session,
  { args, options: { overlapHours } }: CommandInput<z.output<typeof rotateKeyOptions>>,
): Promise<void> {
  const { terminal, connect } = session;
  const id = parseId(apiKeyIdSchema, args[0]);
  const client = await connect();
  const key = await client.keys.rotate(id, { overlapHours });
  const overlap =
    overlapHours === 0
      ? "It has ended."
      : `It works for ${overlapHours} more ${overlapHours === 1 ? "hour" : "hours"}.`;
  terminal.result(key, () =>
    [
      `${key.id} takes the place of ${id}. ${overlap} The new secret, shown this once:`,
      `  ${terminal.paint("strong", key.secret)}`,
    ].join("\n"),
  );
  // The secret is nowhere else: it is shown before anything can hang or fail.
  const kept = await keepRotated(session, { from: id, secret: key.secret });
  if (kept !== undefined) terminal.note(kept);
}

const orBlank = (time: number | null): string => (time === null ? "" : formatTime(time));

const columns: readonly TableColumn<ApiKey>[] = [
  { title: "ID", value: (key) => key.id },
  { title: "Name", value: (key) => key.name, shrinks: true },
  { title: "Role", value: (key) => (key.operator ? `${key.role}, operator` : key.role) },
  { title: "Key", value: (key) => key.hint },
  { title: "Created", value: (key) => formatTime(key.createdAt) },
  { title: "Ends", value: (key) => orBlank(key.expiresAt) },
  { title: "Rotated to", value: (key) => key.rotatedTo ?? "" },
  { title: "Revoked", value: (key) => orBlank(key.revokedAt) },
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
