import { isDeepStrictEqual } from "node:util";
import type { Client } from "@assetql/client";
import type { CreateTargetInput, Target } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import type { Session } from "../../session.ts";
import { readTemplate } from "../batch/create.ts";
import { settingsFrom, settingsOptions } from "../batch/settings-options.ts";
import { findStyle } from "../styles/find-style.ts";
import { targetBatchOptions } from "./batch.ts";
import { findTarget } from "./find-target.ts";
import { formatSync } from "./format-sync.ts";
import { queryFrom, queryOptions } from "./read.ts";

export const syncTargetOptions = targetBatchOptions.omit({ name: true, watch: true, dryRun: true }).extend({
  style: targetBatchOptions.shape.style.optional(),
  cron: z.string().min(1).optional(),
  timeZone: z.string().min(1).optional(),
  publish: z.boolean().optional(),
  /** False only by `--no-drive`. */
  drive: z.boolean().default(true),
  off: z.boolean().default(false),
});
type Options = z.output<typeof syncTargetOptions>;
type Sync = NonNullable<CreateTargetInput["sync"]>;

/** Sets what is named of a target's sync, and shows it. */
export async function syncTarget(session: Session, { args, options }: CommandInput<Options>): Promise<void> {
  const { terminal } = session;
  const client = await session.connect();
  const before = await findTarget(client, args[0] ?? "");
  const sync = await changeOf(session, client, { before, options });
  const target = sync === undefined ? before : await client.targets.update(before.id, { sync });
  terminal.result(target, () => formatSync(terminal, target));
}

interface Asked {
  readonly before: Target;
  readonly options: Options;
}

/** What the sync is to be, `null` for none; `undefined` when it is only to be shown. */
async function changeOf(
  session: Session,
  client: Client,
  { before, options }: Asked,
): Promise<Sync | null | undefined> {
  const { cron, timeZone, publish, drive, off } = options;
  const isTimed = cron !== undefined || timeZone !== undefined;
  const changes = isTimed || publish !== undefined || !drive || namesBatch(options);
  if (off && changes) throw wrongInput("--off ends the sync: give it without other options.");
  if (off) return null;
  return changes ? syncFrom(session, client, { before, options }) : undefined;
}

async function syncFrom(session: Session, client: Client, { before, options }: Asked): Promise<Sync> {
  const { cron = before.sync?.cron, timeZone = before.sync?.timeZone ?? timeZoneHere() } = options;
  if (cron === undefined) throw wrongInput('Say when, with --cron: every day at six is "0 6 * * *".');
  const publish = options.publish ?? before.sync?.publish ?? true;
  const drive = await driveFrom(session, client, { before, options });
  if (!publish && drive === null) {
    throw wrongInput("It would neither publish nor make batches. --off ends the sync.");
  }
  return { cron, timeZone, publish, drive };
}

const timeZoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What batches are made of is said whole, or stays as it is. */
async function driveFrom(
  session: Session,
  client: Client,
  { before, options }: Asked,
): Promise<NonNullable<Sync["drive"]> | null> {
  if (!options.drive && namesBatch(options)) {
    throw wrongInput("--no-drive makes no batches: give it without what says how they are made.");
  }
  if (!options.drive) return null;
  if (!namesBatch(options)) return before.sync?.drive ?? null;
  if (options.style === undefined) {
    throw wrongInput("Say all of what batches are made of: --style and --template, and the rest with them.");
  }
  return {
    template: await readTemplate(session, options),
    styleProfileId: (await findStyle(client, options.style)).id,
    config: settingsFrom(settingsOptions.parse(options)),
    query: queryFrom(queryOptions.parse(options)),
  };
}

const unset = batchSettings({});

/** Whether an option says what batches are made of; one that says what holds anyway does not count. */
const namesBatch = (options: Options): boolean =>
  options.style !== undefined ||
  options.template !== undefined ||
  options.templateFile !== undefined ||
  !isDeepStrictEqual(batchSettings(options), unset);

function batchSettings(options: Partial<Options>) {
  return [settingsOptions.parse(options), queryFrom(queryOptions.parse(options))];
}
