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

/** What was only planned is not what somebody means who wants the latest one undone; `force` also finishes an undo. */
const hasWritten = ({ counts }: Publication, force: boolean): boolean =>
  counts.applied + counts.revertFailed + (force ? counts.reverted : 0) > 0;

/** Everything back to what it was, once somebody has said so; `force` also where somebody has changed it since. */
export async function undoPublication(
  session: Session,
  { args, options: { force, yes } }: CommandInput<z.output<typeof undoOptions>>,
): Promise<void> {
  const client = await session.connect();
  const { id, name, counts } = await findPublication(client, args[0] ?? "", (publication) =>
    hasWritten(publication, force),
  );
  const changes = plural(counts.applied + counts.reverted, "change");
  const also = force ? ", also what somebody changed since" : "";
  await assertWanted(session.prompter, {
    yes,
    question: `Take back ${changes} of ${plain(name)}${also}?`,
    otherwise: "Nothing was taken back",
  });
  await client.publications.revert(id, { force });
  await finish(session, client, id);
}
