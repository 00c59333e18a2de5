import type { IncomingFile, StyleProfile, StyleProfileId, UpdateStyle } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { create, replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { countReferences, learnStyle } from "./learn-style.ts";
import { currentVersion, toStyleProfile } from "./read-style.ts";
import { type StyleRecord, styles, styleVersions } from "./style-record.ts";

type UpdateStyleDeps = Pick<CoreDeps, "store" | "blobs" | "images" | "clock" | "random">;

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
  const references = { files: input.files, referenceUploadIds: input.referenceUploadIds ?? [] };
  const hasReferences = countReferences(references) > 0;
  const changed: StyleRecord = {
    ...style,
    name: input.name ?? style.name,
    deviationThreshold: input.deviationThreshold ?? style.deviationThreshold,
    lockedParameters: input.lockedParameters ?? style.lockedParameters,
    version: hasReferences ? style.version + 1 : style.version,
    updatedAt: deps.clock.now(),
  };
  const change = [
    replace(styles, changed, revision),
    audit(deps, principal, { action: "style.updated", subject: style.id, before: style, after: changed }),
  ];
  if (!hasReferences) {
    await deps.store.transact(change);
    return toStyleProfile(deps, changed, await currentVersion(deps, changed));
  }
  const version = await learnStyle(deps, principal, {
    input: references,
    styleProfileId: style.id,
    version: changed.version,
  });
  await deps.store.transact([...change, create(styleVersions, version)]);
  return toStyleProfile(deps, changed, version);
}
