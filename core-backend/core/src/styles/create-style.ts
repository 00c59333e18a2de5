import { type CreateStyle, type IncomingFile, ProblemError, type StyleProfile } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { ConflictError, create } from "../ports/index.ts";
import { newStyleProfileId } from "../shared/ids.ts";
import { countReferences, learnStyle } from "./learn-style.ts";
import { getStyle, toStyleProfile } from "./read-style.ts";
import { type StyleRecord, styles, styleVersions } from "./style-record.ts";

type CreateStyleDeps = Pick<CoreDeps, "store" | "blobs" | "images" | "clock" | "random">;

/** Makes a style profile of reference images. Throws the problems of images, and `request-invalid` without any. */
export async function createStyle(
  deps: CreateStyleDeps,
  principal: Principal,
  input: CreateStyle & { files: readonly IncomingFile[]; idempotencyKey?: string | undefined },
): Promise<StyleProfile> {
  if (countReferences(input) === 0) {
    throw new ProblemError(
      "request-invalid",
      "A style needs at least one reference image; five or more are better.",
    );
  }
  const { workspaceId, userId } = principal;
  const id = newStyleProfileId({ random: deps.random, workspaceId, idempotencyKey: input.idempotencyKey });
  const now = deps.clock.now();
  const style: StyleRecord = {
    id,
    workspaceId,
    createdBy: userId,
    name: input.name,
    deviationThreshold: input.deviationThreshold,
    lockedParameters: input.lockedParameters,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const version = await learnStyle(deps, principal, { input, styleProfileId: id, version: 1 });
  try {
    await deps.store.transact([
      create(styles, style),
      create(styleVersions, version),
      audit(deps, principal, { action: "style.created", subject: id, after: style }),
    ]);
  } catch (error) {
    // The same idempotency key has made it before.
    if (error instanceof ConflictError) return getStyle(deps, principal, { id });
    throw error;
  }
  return toStyleProfile(deps, style, version);
}
