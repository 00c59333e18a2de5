import { type CreateTargetInput, conflictPolicies, deletionPolicies, type Target } from "@assetql/contract";
import { z } from "zod";
import { failed } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { unknownConnector } from "../connectors/index.ts";
import { assertNameFree } from "./find-target.ts";
import { formatTarget } from "./format-target.ts";
import { readConfig, readCredentials, settingsOptions } from "./read-settings.ts";
import { parsePairs } from "./settings.ts";

export const addTargetOptions = settingsOptions.extend({
  name: z.string().trim().min(1).max(120),
  row: z.array(z.string()).optional(),
  publish: z.array(z.string()).optional(),
  conflicts: z.enum(conflictPolicies).optional(),
  deletions: z.enum(deletionPolicies).optional(),
  check: z.boolean().default(true),
});
type Options = z.output<typeof addTargetOptions>;

/** Adds a target and has it looked at; one that cannot be reached is a failure, and stays. */
export async function addTarget(
  session: Session,
  { args: [name = ""], options }: CommandInput<Options>,
): Promise<void> {
  const client = await session.connect();
  const connectors = await client.connectors.list();
  const connector = connectors.find((known) => known.name === name);
  if (connector === undefined) throw unknownConnector(name, connectors);
  await assertNameFree(client, options.name);
  const config = await readConfig(session, connector, { ...options, ask: true });
  const credentials = await readCredentials(session, connector, { ...options, ask: true });
  const made = await client.targets.create({
    name: options.name,
    connector: name,
    config,
    ...(credentials === undefined ? {} : { credentials }),
    ...policiesFrom(options),
    ...mappingFrom(options),
  });
  if (options.check) session.terminal.note(`Saved ${plain(made.name)} (${made.id}). Looking at it …`);
  const target = options.check ? await client.targets.check(made.id) : made;
  session.terminal.result(target, () => formatTarget(session.terminal, target));
  assertHealthy(target, `${plain(target.name)} was saved, but it cannot be used yet`);
}

/** Throws a failure that begins with `what` for a target that a host could not use. */
export function assertHealthy({ id, health, hasCredentials }: Target, what: string): void {
  if (health.status !== "failing") return;
  throw failed(
    `${what}: ${plain(health.detail)} Mend that (\`assetql targets update ${id}\` takes other settings${hasCredentials ? ", with --new-credentials a new password" : ""}), then \`assetql targets check ${id}\`.`,
  );
}

export function policiesFrom({
  conflicts,
  deletions,
}: Pick<Options, "conflicts" | "deletions">): Pick<CreateTargetInput, "policies"> {
  if (conflicts === undefined && deletions === undefined) return {};
  return {
    policies: {
      ...(conflicts === undefined ? {} : { conflict: conflicts }),
      ...(deletions === undefined ? {} : { deletion: deletions }),
    },
  };
}

export function mappingFrom({
  row,
  publish,
}: Pick<Options, "row" | "publish">): Pick<CreateTargetInput, "mapping"> {
  if (row === undefined && publish === undefined) return {};
  return {
    mapping: {
      rows: Object.fromEntries(parsePairs("row", row)),
      publish: Object.fromEntries(parsePairs("publish", publish)),
    },
  };
}
