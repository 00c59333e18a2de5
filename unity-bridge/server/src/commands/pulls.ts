import type { Publication } from "@assetql/contract";
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

export function pullCommands(deps: CommandDeps): Handlers {
  const { publications } = deps.client;
  /** Runs `act` for a pull into this project, and follows what becomes of it. */
  const act = async (
    pullId: string,
    { session, signal }: CommandContext,
    run: (options: { signal: AbortSignal }) => Promise<Publication>,
  ) => {
    await ownPull(deps, pullId, { session, signal });
    const pull = await run({ signal });
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
      act(pullId, context, (options) =>
        publications.apply(pullId, given({ conflicts: conflicts ?? undefined }), options),
      ),
    ),
    "pulls.pause": answering(deps, ({ pullId }, context) =>
      act(pullId, context, (options) => publications.pause(pullId, options)),
    ),
    "pulls.resume": answering(deps, ({ pullId }, context) =>
      act(pullId, context, (options) => publications.resume(pullId, options)),
    ),
    "pulls.undo": answering(deps, ({ pullId, force }, context) =>
      act(pullId, context, (options) => publications.revert(pullId, { force }, options)),
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
