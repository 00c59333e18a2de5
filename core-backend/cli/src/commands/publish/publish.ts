import type { Client } from "@assetql/client";
import {
  assetIdSchema,
  type Change,
  conflictPolicies,
  type Publication,
  type Target,
} from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { confirm } from "../../prompter.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "../batch/find-batch.ts";
import { findTarget } from "../targets/find-target.ts";
import { assertKnown, parsePairs } from "../targets/settings.ts";
import { assertWell, followPublication, outcomeOf } from "./follow.ts";
import { formatCounts, formatPlan } from "./format-plan.ts";
import { formatWarnings } from "./format-warnings.ts";

export const publishOptions = z.object({
  batch: z.string().optional(),
  asset: z.array(z.string()).optional(),
  name: z.string().trim().min(1).max(120).optional(),
  option: z.array(z.string()).optional(),
  conflicts: z.enum(conflictPolicies).optional(),
  apply: z.boolean().default(false),
  yes: z.boolean().default(false),
  fields: z.boolean().default(false),
  all: z.boolean().default(false),
});
type Options = z.output<typeof publishOptions>;

/** Shows what publishing would change, and changes it once somebody has said so. */
export async function publish(session: Session, { args, options }: CommandInput<Options>): Promise<void> {
  const { terminal } = session;
  const client = await session.connect();
  const target = await findTarget(client, args[0] ?? "");
  const created = await client.publications.create({
    targetId: target.id,
    ...(await scopeFrom(client, options)),
    ...(options.name === undefined ? {} : { name: options.name }),
    options: await settingsFrom(client, target, options.option),
  });
  terminal.note(`Planning ${created.id} …`);
  const planned = await followPublication(session, client, created.id);
  assertWell(planned);
  const plan = await changesOf(client, planned.id);
  const lines = formatPlan(terminal, plan, options);
  if (lines !== "") terminal.say(lines);
  terminal.say(`Plan: ${formatCounts(planned.counts)}.`);
  if (!(await isWanted(session, planned, options)))
    return leave(session, planned, { plan, conflicts: options.conflicts });
  await client.publications.apply(planned.id, options.conflicts && { conflicts: options.conflicts });
  await finish(session, client, planned.id);
}

async function scopeFrom(client: Client, { batch, asset }: Pick<Options, "batch" | "asset">) {
  return {
    ...(batch === undefined ? {} : { batchId: (await findBatch(client, batch)).id }),
    ...(asset === undefined ? {} : { assetIds: asset.map((id) => parseId(assetIdSchema, id)) }),
  };
}

/** Settings for this time. Throws a usage error for a name that the connector does not know. */
async function settingsFrom(client: Client, { connector }: Target, given: Options["option"]) {
  const pairs = parsePairs("option", given);
  if (pairs.length === 0) return {};
  const known = (await client.connectors.list()).find(({ name }) => name === connector);
  if (known !== undefined) assertKnown(known, pairs);
  return Object.fromEntries(pairs.map(([name, text]) => [name, jsonOf(text)]));
}

/** A number, true or false, a list or an object; any other text stands for itself. */
function jsonOf(text: string) {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return text;
  }
}

export const changesOf = (client: Client, id: string): Promise<readonly Change[]> =>
  Array.fromAsync(client.publications.changesAll(id, { limit: 200 }));

/** Whether there is anything to apply, and it is to be. */
async function isWanted(
  { prompter }: Session,
  { counts }: Publication,
  { apply, yes, conflicts }: Options,
): Promise<boolean> {
  const writes = counts.create + counts.update + counts.delete;
  if (writes === 0 && (conflicts === undefined || counts.conflict === 0)) return false;
  if (yes) return true;
  return prompter === undefined ? apply : confirm(prompter, "Apply this plan?");
}

function leave(
  { terminal, prompter }: Session,
  publication: Publication,
  { plan, conflicts }: { readonly plan: readonly Change[]; readonly conflicts: Options["conflicts"] },
): void {
  const { create, update, delete: removed, conflict } = publication.counts;
  const unasked = prompter === undefined ? " --yes" : "";
  const apply = `assetql publications apply ${publication.id}${unasked}`;
  terminal.result({ ...publication, changes: plan }, () => {
    if (conflict > 0 && conflicts !== undefined)
      return `Nothing was written. \`${apply} --conflicts ${conflicts}\` applies it.`;
    if (create + update + removed > 0) return `Nothing was written. \`${apply}\` applies it.`;
    return conflict === 0
      ? "There is nothing to apply."
      : `There is nothing to apply. \`${apply} --conflicts overwrite\` puts ours over theirs.`;
  });
}

/** Follows what was begun to its end, and tells how it ended, with every change that did not. */
export async function finish(session: Session, client: Client, id: string): Promise<void> {
  const { terminal } = session;
  const publication = await followPublication(session, client, id);
  const changes = await changesOf(client, id);
  const kept = changes.filter(({ state, revert }) => state === "reverted" && (revert?.kept.length ?? 0) > 0);
  const told = changes.filter((change) => change.problem !== null || kept.includes(change));
  terminal.result({ ...publication, changes }, () =>
    [
      ...(told.length === 0 ? [] : [formatPlan(terminal, told, { fields: false, all: true })]),
      ...formatWarnings(terminal, changes),
      outcomeOf(publication, kept.length),
    ].join("\n"),
  );
  assertWell(publication);
}
