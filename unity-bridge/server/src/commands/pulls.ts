import { ApiProblemError } from "@assetql/client";
import type { Publication, PublicationStatus } from "@assetql/contract";
import { toChange, toPull } from "../hub/index.ts";
import type { CommandContext, CommandHandlers } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";
import { answering, type CommandDeps, creating, from, given, pageOf } from "./deps.ts";
import { scopeOf } from "./pull-scope.ts";

type Handlers = Pick<
  CommandHandlers,
  | "pulls.plan"
  | "pulls.list"
  | "pulls.get"
  | "pulls.changes"
  | "pulls.apply"
  | "pulls.pause"
  | "pulls.resume"
  | "pulls.undo"
>;

type Run = (options: { signal: AbortSignal }) => Promise<Publication>;

export function pullCommands(deps: CommandDeps): Handlers {
  const { publications } = deps.client;
  /** Runs it for a pull into this project, and follows what becomes of it. */
  const act = async (
    pullId: string,
    { session, signal }: CommandContext,
    { under, run }: { under: readonly PublicationStatus[]; run: Run },
  ) => {
    await ownPull(deps, pullId, { session, signal });
    const pull = await run({ signal }).catch(async (error: unknown) => {
      // The bridge may have been killed before it answered: the editor asks the next one again.
      const isState = error instanceof ApiProblemError && error.code === "publication-state";
      const now = isState ? await publications.get(pullId, { signal }) : undefined;
      if (now === undefined || !under.includes(now.status)) throw error;
      return now;
    });
    deps.linkOf(session).watch.pull(pull.id);
    return toPull(pull);
  };
  return {
    "pulls.plan": answering(deps, async ({ scope, import: settings, conflicts }, context) => {
      const link = deps.linkOf(context.session);
      const target = await link.target();
      const { options, ...wanted } = await scopeOf(deps, { scope, target }, context.signal);
      const pull = await publications.create(
        {
          targetId: target.id,
          ...wanted,
          options: { ...given(settings), ...options },
          ...given({ conflicts: conflicts ?? undefined }),
        },
        creating(context),
      );
      link.watch.pull(pull.id);
      return toPull(pull);
    }),
    "pulls.list": answering(deps, async ({ cursor }, { session, signal }) => {
      const { id: targetId } = await deps.linkOf(session).target();
      return pageOf(await publications.list({ targetId, ...from(cursor) }, { signal }), toPull);
    }),
    "pulls.get": answering(deps, async ({ pullId }, context) => toPull(await ownPull(deps, pullId, context))),
    "pulls.changes": answering(deps, async ({ pullId, cursor }, context) => {
      await ownPull(deps, pullId, context);
      return pageOf(await publications.changes(pullId, from(cursor), { signal: context.signal }), toChange);
    }),
    "pulls.apply": answering(deps, ({ pullId, conflicts }, context) =>
      act(pullId, context, {
        under: ["applying"],
        run: (options) => publications.apply(pullId, given({ conflicts: conflicts ?? undefined }), options),
      }),
    ),
    "pulls.pause": answering(deps, ({ pullId }, context) =>
      act(pullId, context, { under: ["paused"], run: (options) => publications.pause(pullId, options) }),
    ),
    "pulls.resume": answering(deps, ({ pullId }, context) =>
      act(pullId, context, {
        under: ["applying", "reverting"],
        run: (options) => publications.resume(pullId, options),
      }),
    ),
    "pulls.undo": answering(deps, ({ pullId, force }, context) =>
      act(pullId, context, {
        under: ["reverting"],
        run: (options) => publications.revert(pullId, { force }, options),
      }),
    ),
  };
}

/** Throws a BridgeProblemError with the code `not-found` for a publication to anything but this project. */
async function ownPull(
  { client, linkOf }: CommandDeps,
  pullId: string,
  { session, signal }: Pick<CommandContext, "session" | "signal">,
): Promise<Publication> {
  const { id: targetId } = await linkOf(session).target();
  const publication = await client.publications.get(pullId, { signal });
  if (publication.targetId === targetId) return publication;
  throw new BridgeProblemError("not-found", `There is no pull with the id ${pullId} into this project.`);
}
