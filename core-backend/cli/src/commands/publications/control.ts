import { conflictPolicies, type Publication } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";
import { assertWanted } from "../../prompter.ts";
import type { Session } from "../../session.ts";
import { formatCounts } from "../publish/format-plan.ts";
import { finish } from "../publish/publish.ts";
import { findPublication } from "./find-publication.ts";

export const applyOptions = z.object({
  conflicts: z.enum(conflictPolicies).optional(),
  yes: z.boolean().default(false),
});
type ApplyOptions = z.output<typeof applyOptions>;

/** Applies a plan, or once more what failed, and shows it to its end. */
export async function applyPublication(
  session: Session,
  { args, options }: CommandInput<ApplyOptions>,
): Promise<void> {
  const { conflicts, yes } = options;
  const client = await session.connect();
  const publication = await findPublication(client, args[0] ?? "");
  const question = applyQuestion(publication, conflicts);
  await assertWanted(session.prompter, { yes, question, otherwise: "Nothing was written" });
  await client.publications.apply(publication.id, conflicts === undefined ? {} : { conflicts });
  await finish(session, client, publication.id);
}

function applyQuestion({ name, counts }: Publication, conflicts: ApplyOptions["conflicts"]): string {
  const what =
    counts.failed > 0
      ? `Try again ${plural(counts.failed, "change")} of ${plain(name)} that failed`
      : `Apply ${plain(name)} (${formatCounts(counts)})`;
  return `${what}${conflicts === undefined ? "" : `, with ${conflicts} for conflicts`}?`;
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

export const undoOptions = z.object({ force: z.boolean().default(false), yes: z.boolean().default(false) });

/** How many changes an undo takes back for sure; `force` also finishes one that left what somebody had changed. */
const written = ({ counts }: Publication, force: boolean): number =>
  counts.applied + counts.revertFailed + (force ? counts.reverted : 0);

/** How many may have stopped half way, which an undo takes back as well; once it has, the rest was never begun. */
const halfDone = ({ status, counts }: Publication): number => (status === "reverted" ? 0 : counts.failed);

/** What was only planned is not what somebody means who wants the latest one undone. */
const mayHaveWritten = (publication: Publication, force: boolean): boolean =>
  underWay.has(publication.status) || written(publication, force) + halfDone(publication) > 0;

const underWay: ReadonlySet<Publication["status"]> = new Set(["applying", "paused", "reverting"]);

function undoQuestion(publication: Publication, force: boolean): string {
  const failed = halfDone(publication);
  const changes = written(publication, force);
  const what = [
    ...(changes > 0 ? [plural(changes, "change")] : []),
    ...(failed > 0 ? [`what was begun of ${plural(failed, "failed change")}`] : []),
  ];
  const also = force ? ", also what somebody changed since" : "";
  return `Take back ${what.join(" and ") || "what was begun"} of ${plain(publication.name)}${also}?`;
}

/** Everything back to what it was, once somebody has said so; `force` also where somebody has changed it since. */
export async function undoPublication(
  session: Session,
  { args, options: { force, yes } }: CommandInput<z.output<typeof undoOptions>>,
): Promise<void> {
  const client = await session.connect();
  const publication = await findPublication(client, args[0] ?? "", (one) => mayHaveWritten(one, force));
  await assertWanted(session.prompter, {
    yes,
    question: undoQuestion(publication, force),
    otherwise: "Nothing was taken back",
  });
  await client.publications.revert(publication.id, { force });
  await finish(session, client, publication.id);
}
