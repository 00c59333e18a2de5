import { ProblemError } from "@assetql/contract";
import type { ConnectorRegistry } from "../connectors/registry.ts";
import type { ListedTarget, TargetDirectory } from "../hub/target-directory.ts";
import type { ContentfulAppSettings } from "./settings.ts";
import type { AppCaller } from "./verify.ts";

const CONNECTOR = "contentful";
/** Targets that were changed count as they are now after this, milliseconds. */
const MAX_AGE_MS = 10_000;

export interface FindTargetDeps {
  readonly directory: TargetDirectory;
  readonly registry: ConnectorRegistry;
  readonly settings: ContentfulAppSettings;
}

/** The target that a space and environment mean. Throws the problem `not-found`, which says what to do. */
export async function findAppTarget(deps: FindTargetDeps, caller: AppCaller): Promise<ListedTarget> {
  await deps.directory.keepFresh(MAX_AGE_MS);
  let candidates = candidatesOf(deps, caller);
  if (candidates.length === 0) {
    await deps.directory.lookAgain();
    candidates = candidatesOf(deps, caller);
  }
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  const place = `the space ${caller.spaceId}, environment ${caller.environmentId}`;
  throw new ProblemError(
    "not-found",
    only === undefined
      ? `AssetQL has no target for ${place}. Make one with the connector contentful; for an environment that is reached by an alias, set ASSETQL_CONTENTFUL_APP_TARGETS for the sync service.`
      : `AssetQL has ${candidates.length} targets for ${place}. Say which one the app works with by ASSETQL_CONTENTFUL_APP_TARGETS of the sync service.`,
  );
}

function candidatesOf(deps: FindTargetDeps, caller: AppCaller): readonly ListedTarget[] {
  const given = deps.settings.targets?.get(`${caller.spaceId}/${caller.environmentId}`);
  return deps.directory
    .all()
    .filter(({ target }) => target.connector === CONNECTOR && (given ?? target.id) === target.id)
    .filter(({ target }) => isOf(deps, target.config, caller, given !== undefined));
}

/** An alias has another name than the environment that Contentful signs; the space must be right all the same. */
function isOf(
  { registry }: FindTargetDeps,
  config: unknown,
  { spaceId, environmentId }: AppCaller,
  isGiven: boolean,
): boolean {
  const parsed = registry.find(CONNECTOR)?.manifest.configSchema.safeParse(config);
  const data: unknown = parsed?.success === true ? parsed.data : undefined;
  if (typeof data !== "object" || data === null || !("spaceId" in data) || !("environmentId" in data))
    return false;
  return data.spaceId === spaceId && (isGiven || data.environmentId === environmentId);
}
