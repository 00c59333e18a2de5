import { ApiProblemError } from "@assetql/client";
import type { AssetId, BridgeCommandParams, ReviewResult } from "@assetql/contract";
import type { CommandContext } from "../session/editor-session.ts";
import { type CommandDeps, creating, given } from "./deps.ts";
import type { Versions } from "./regenerations.ts";

type Asked = BridgeCommandParams<"assets.review">;
type Deps = Pick<CommandDeps, "regenerations"> & {
  readonly client: { readonly assets: Pick<CommandDeps["client"]["assets"], "get" | "review"> };
};
type Outcome = Pick<ReviewResult, "done" | "results">;

/** Approving and rejecting again changes nothing; a new version would be made twice. */
export function reviewOnce(deps: Deps, asked: Asked, context: CommandContext): Promise<Outcome> {
  return asked.action === "regenerate" ? regenerate(deps, asked, context) : review(deps, asked, context);
}

function review({ client }: Deps, asked: Asked, { signal }: CommandContext): Promise<Outcome> {
  const { action, assetIds, note } = asked;
  return client.assets.review({ action, assetIds, ...given({ note: note ?? undefined }) }, { signal });
}

/**
 * A request that an earlier bridge has begun, and not answered, is made for the assets alone that have no newer version
 * since; one that is being made is what was asked for. One that the hub has given up meanwhile is made anew.
 */
async function regenerate(deps: Deps, asked: Asked, context: CommandContext): Promise<Outcome> {
  const key = creating(context).idempotencyKey;
  const before = await deps.regenerations.begun(key);
  const now = await versionsOf(deps, asked.assetIds, context.signal);
  if (before === undefined) {
    await deps.regenerations.begin(key, now);
    return review(deps, asked, context);
  }
  const isMade = (id: AssetId): boolean => (now[id] ?? 0) > (before[id] ?? Number.POSITIVE_INFINITY);
  const made = [...new Set(asked.assetIds)].filter(isMade);
  const left = asked.assetIds.filter((id) => !isMade(id));
  const outcome =
    left.length === 0 ? { results: [] } : await review(deps, { ...asked, assetIds: left }, context);
  const results = [
    ...made.map((assetId) => ({ assetId, problem: null })),
    ...outcome.results.map((one) => (one.problem?.code === "asset-state" ? { ...one, problem: null } : one)),
  ];
  return { done: results.filter(({ problem }) => problem === null).length, results };
}

const AT_ONCE = 10;

/** Without those that are gone: the hub says so when it is asked for a new version. */
async function versionsOf({ client }: Deps, ids: readonly AssetId[], signal: AbortSignal): Promise<Versions> {
  const versions: Versions = {};
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    await Promise.all(
      ids.slice(start, start + AT_ONCE).map(async (id) => {
        try {
          versions[id] = (await client.assets.get(id, { signal })).latestVersion;
        } catch (error) {
          if (!(error instanceof ApiProblemError) || error.code !== "not-found") throw error;
        }
      }),
    );
  }
  return versions;
}
