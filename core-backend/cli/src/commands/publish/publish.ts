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
import { followPublication } from "./follow.ts";
import { formatCounts, formatPlan } from "./format-plan.ts";
import { formatWarnings } from "./format-warnings.ts";
import { assertWell, type Ended, outcomeOf, undecidedOf, wasKept } from "./outcome.ts";

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
    conflicts: options.conflicts,
  });
  terminal.note(`Planning ${created.id} …`);
  const planned = await followPublication(session, client, created.id);
  assertWell({ publication: planned, changes: [] });
  const plan = await changesOf(client, planned.id);
  const lines = formatPlan(terminal, plan, options);
  if (lines !== "") terminal.say(lines);
  terminal.say(`Plan: ${formatCounts(planned.counts)}.`);
  const ended = { publication: planned, changes: plan };
  if (writesOf(planned) === 0) {
    const insists = options.yes || options.apply;
    return insists && undecidedOf(plan).length > 0 ? conclude(session, ended) : leave(session, ended);
  }
  if (!(await isWanted(session, options))) return leave(session, ended);
  await client.publications.apply(planned.id);
  await finish(session, client, planned.id);
}

/** How many changes applying it would write. */
const writesOf = ({ counts }: Publication): number => counts.create + counts.update + counts.delete;

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

async function isWanted({ prompter }: Session, { apply, yes }: Options): Promise<boolean> {
  if (yes) return true;
  return prompter === undefined ? apply : confirm(prompter, "Apply this plan?");
}

function leave({ terminal, prompter }: Session, { publication, changes }: Ended): void {
  const unasked = prompter === undefined ? " --yes" : "";
  const apply = `assetql publications apply ${publication.id}${unasked}`;
  terminal.result({ ...publication, changes }, () => {
    if (writesOf(publication) > 0) return `Nothing was written. \`${apply}\` applies it.`;
    return publication.counts.conflict === 0
      ? "There is nothing to apply."
      : `There is nothing to apply. \`${apply} --conflicts overwrite\` puts ours over theirs.`;
  });
}

/** Follows what was begun to its end, and tells how it ended, with every change that did not. */
export async function finish(session: Session, client: Client, id: string): Promise<void> {
  const publication = await followPublication(session, client, id);
  conclude(session, { publication, changes: await changesOf(client, id) });
}

function conclude({ terminal }: Session, ended: Ended): void {
  const { publication, changes } = ended;
  const told = changes.filter((change) => change.problem !== null || wasKept(change));
  terminal.result({ ...publication, changes }, () =>
    [
      ...(told.length === 0 ? [] : [formatPlan(terminal, told, { fields: false, all: true })]),
      ...formatWarnings(terminal, changes),
      outcomeOf(ended),
    ].join("\n"),
  );
  assertWell(ended);
}
