import type { IncomingFile, StyleProfile, StyleProfileId, UpdateStyle } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { create, replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { gatherReferences, learnStyle } from "./learn-style.ts";
import { currentVersion, toStyleProfile } from "./read-style.ts";
import { type StyleRecord, styles, styleVersions } from "./style-record.ts";

type UpdateStyleDeps = Pick<CoreDeps, "store" | "blobs" | "images" | "clock">;

/**
 * Changes a style profile. New references make a new version; running batches keep the one they were submitted
 * with. Throws the problems `not-found` and those of images, and ConflictError when it was changed meanwhile.
 */
export async function updateStyle(
  deps: UpdateStyleDeps,
  principal: Principal,
  input: UpdateStyle & { id: StyleProfileId; files: readonly IncomingFile[] },
): Promise<StyleProfile> {
  const { value: style, revision } = await getOwned(deps, principal, {
    collection: styles,
    id: input.id,
    what: "style",
  });
  const files = await gatherReferences(deps, principal, {
    files: input.files,
    referenceUploadIds: input.referenceUploadIds ?? [],
  });
  const changed: StyleRecord = {
    ...style,
    name: input.name ?? style.name,
    deviationThreshold: input.deviationThreshold ?? style.deviationThreshold,
    lockedParameters: input.lockedParameters ?? style.lockedParameters,
    version: files.length === 0 ? style.version : style.version + 1,
    updatedAt: deps.clock.now(),
  };
  if (files.length === 0) {
    await deps.store.transact([replace(styles, changed, revision)]);
    return toStyleProfile(deps, changed, await currentVersion(deps, changed));
  }
  const version = await learnStyle(deps, { styleProfileId: style.id, version: changed.version }, files);
  await deps.store.transact([replace(styles, changed, revision), create(styleVersions, version)]);
  return toStyleProfile(deps, changed, version);
}
