import type { Client } from "@assetql/client";
import { conflictPolicies, type Publication } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandAction, CommandInput } from "../../handler.ts";
import { plain } from "../../output/text.ts";
import { confirm } from "../../prompter.ts";
import type { Session } from "../../session.ts";
import { finish } from "../publish/publish.ts";
import { findPublication } from "./find-publication.ts";

/** A command that sets something going and shows it to its end. */
const follow =
  <Options>(
    act: (client: Client, publication: Publication, options: Options) => Promise<unknown>,
  ): CommandAction<Options> =>
  async (session, { args, options }) => {
    const client = await session.connect();
    const publication = await findPublication(client, args[0] ?? "");
    await act(client, publication, options);
    await finish(session, client, publication.id);
  };

export const applyOptions = z.object({ conflicts: z.enum(conflictPolicies).optional() });

export const applyPublication = follow<z.output<typeof applyOptions>>((client, { id }, { conflicts }) =>
  client.publications.apply(id, conflicts === undefined ? {} : { conflicts }),
);

export const resumePublication = follow<object>((client, { id }) => client.publications.resume(id));

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

/** Everything back to what it was; `force` also where somebody has changed it since. */
export async function undoPublication(
  session: Session,
  { args, options: { force, yes } }: CommandInput<z.output<typeof undoOptions>>,
): Promise<void> {
  const client = await session.connect();
  const { id, name, counts } = await findPublication(client, args[0] ?? "", (publication) =>
    hasWritten(publication, force),
  );
  const question = `Take back ${counts.applied + counts.reverted} changes of ${plain(name)}${force ? ", also what somebody changed since" : ""}?`;
  const { prompter } = session;
  if (!yes && prompter !== undefined && !(await confirm(prompter, question))) {
    throw wrongInput("Nothing was taken back.");
  }
  await client.publications.revert(id, { force });
  await finish(session, client, id);
}
