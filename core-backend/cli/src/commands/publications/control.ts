import { conflictPolicies, type Publication, scheduledActions } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { timeSchema } from "../../option-values.ts";
import { formatTime, plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";
import { assertWanted } from "../../prompter.ts";
import type { Session } from "../../session.ts";
import { formatCounts } from "../publish/format-plan.ts";
import { finish } from "../publish/publish.ts";
import { findPublication } from "./find-publication.ts";
import { formatScheduled } from "./format-scheduled.ts";

export const applyOptions = z.object({
  conflicts: z.enum(conflictPolicies).optional(),
  at: timeSchema.optional(),
  yes: z.boolean().default(false),
});
type ApplyOptions = z.output<typeof applyOptions>;

/** Applies a plan, or once more what failed, and shows it to its end. */
export async function applyPublication(
  session: Session,
  { args, options }: CommandInput<ApplyOptions>,
): Promise<void> {
  const { yes, ...wanted } = options;
  const client = await session.connect();
  const publication = await findPublication(client, args[0] ?? "");
  const question = applyQuestion(publication, wanted);
  await assertWanted(session.prompter, { yes, question, otherwise: "Nothing was written" });
  const answer = await client.publications.apply(publication.id, wanted);
  if (wanted.at === undefined) await finish(session, client, publication.id);
  else session.terminal.result(answer, () => scheduledWords(answer));
}

function applyQuestion({ name, counts }: Publication, { conflicts, at }: Omit<ApplyOptions, "yes">): string {
  const what =
    counts.failed > 0
      ? `Try again ${plural(counts.failed, "change")} of ${plain(name)} that failed`
      : `Apply ${plain(name)} (${formatCounts(counts)})`;
  return `${what}${conflicts === undefined ? "" : `, with ${conflicts} for conflicts`}${atWords(at)}?`;
}

const atWords = (at: number | undefined): string => (at === undefined ? "" : ` at ${formatTime(at)}`);

function scheduledWords({ id, name, scheduled }: Publication): string {
  return [
    `${plain(name)}: ${formatScheduled(scheduled)}.`,
    `\`assetql publications unschedule ${id}\` takes that away.`,
  ].join(" ");
}

export const unscheduleOptions = z.object({ action: z.enum(scheduledActions).optional() });

export async function unschedulePublication(
  { terminal, connect }: Session,
  { args, options }: CommandInput<z.output<typeof unscheduleOptions>>,
): Promise<void> {
  const client = await connect();
  const { id } = await findPublication(client, args[0] ?? "");
  const publication = await client.publications.unschedule(id, options);
  const name = plain(publication.name);
  terminal.result(publication, () =>
    publication.scheduled.length === 0
      ? `Nothing is scheduled for ${name} any more.`
      : `${name}: ${formatScheduled(publication.scheduled)}.`,
  );
}

export async function resumePublication(session: Session, { args }: CommandInput<object>): Promise<void> {
  const client = await session.connect();
  const { id } = await findPublication(client, args[0] ?? "");
  await client.publications.resume(id);
  await finish(session, client, id);
}

export async function pausePublication(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const client = await connect();
  const { id } = await findPublication(client, args[0] ?? "");
  const publication = await client.publications.pause(id);
  const name = plain(publication.name);
  terminal.result(publication, () =>
    publication.status === "paused"
      ? `Paused ${name}. \`assetql publications resume ${id}\` goes on.`
      : `Stopped the plan of ${name}. Nothing was written.`,
  );
}

export const undoOptions = z.object({
  force: z.boolean().default(false),
  at: timeSchema.optional(),
  yes: z.boolean().default(false),
});

/** How many changes an undo takes back for sure; `force` also finishes one that left what somebody had changed. */
const written = ({ counts }: Publication, force: boolean): number =>
  counts.applied + counts.revertFailed + (force ? counts.reverted : 0);

/** How many may have stopped half way, which an undo takes back as well; once it has, the rest was never begun. */
const halfDone = ({ status, counts }: Publication): number => (status === "reverted" ? 0 : counts.failed);

/** What was only planned is not what somebody means who wants the latest one undone. */
const mayHaveWritten = (publication: Publication, force: boolean): boolean =>
  underWay.has(publication.status) || written(publication, force) + halfDone(publication) > 0;

const underWay: ReadonlySet<Publication["status"]> = new Set(["applying", "paused", "reverting"]);

function undoQuestion(
  publication: Publication,
  { force, at }: Pick<z.output<typeof undoOptions>, "force" | "at">,
): string {
  const failed = halfDone(publication);
  const changes = written(publication, force);
  const what = [
    ...(changes > 0 ? [plural(changes, "change")] : []),
    ...(failed > 0 ? [`what was begun of ${plural(failed, "failed change")}`] : []),
  ];
  const also = force ? ", also what somebody changed since" : "";
  return `Take back ${what.join(" and ") || "what was begun"} of ${plain(publication.name)}${also}${atWords(at)}?`;
}

/** Everything back to what it was, once somebody has said so; `force` also where somebody has changed it since. */
export async function undoPublication(
  session: Session,
  { args, options: { force, at, yes } }: CommandInput<z.output<typeof undoOptions>>,
): Promise<void> {
  const client = await session.connect();
  const publication = await findPublication(client, args[0] ?? "", (one) => mayHaveWritten(one, force));
  await assertWanted(session.prompter, {
    yes,
    question: undoQuestion(publication, { force, at }),
    otherwise: "Nothing was taken back",
  });
  const answer = await client.publications.revert(publication.id, { force, at });
  if (at === undefined) await finish(session, client, publication.id);
  else session.terminal.result(answer, () => scheduledWords(answer));
}
