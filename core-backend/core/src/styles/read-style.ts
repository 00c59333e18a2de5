import type { StyleProfile, StyleProfileId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import {
  type StyleRecord,
  type StyleVersion,
  styles,
  styleVersionId,
  styleVersions,
} from "./style-record.ts";

const URL_LIFETIME_SECONDS = 3600;

type ReadDeps = Pick<CoreDeps, "store" | "blobs">;

/** A style profile with its references, signed for an hour. Throws the problem `not-found`. */
export async function getStyle(
  deps: ReadDeps,
  principal: Principal,
  { id }: { id: StyleProfileId },
): Promise<StyleProfile> {
  const { value } = await getOwned(deps, principal, { collection: styles, id, what: "style" });
  return toStyleProfile(deps, value, await currentVersion(deps, value));
}

/** The workspace's style profiles, newest first. */
export async function listStyles(
  deps: ReadDeps,
  { workspaceId }: Principal,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: StyleProfile[]; cursor?: string }> {
  const found = await deps.store.query(styles, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit: page.limit,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
  const items = await Promise.all(
    found.items.map(async ({ value }) => toStyleProfile(deps, value, await currentVersion(deps, value))),
  );
  return { items, ...(found.cursor === undefined ? {} : { cursor: found.cursor }) };
}

/** The version that the style points to now. Both are written in one transaction, so it is there. */
export async function currentVersion({ store }: ReadDeps, style: StyleRecord): Promise<StyleVersion> {
  const version = await store.get(styleVersions, styleVersionId(style.id, style.version));
  if (version === undefined) throw new Error(`The style ${style.id} has lost its version ${style.version}`);
  return version.value;
}

export async function toStyleProfile(
  { blobs }: ReadDeps,
  style: StyleRecord,
  { references, parameters, encoder }: StyleVersion,
): Promise<StyleProfile> {
  const signed = references.map(async ({ blobKey, ...reference }) => ({
    ...reference,
    url: await blobs.signedReadUrl(blobKey, { expiresInSeconds: URL_LIFETIME_SECONDS }),
  }));
  return { ...style, references: await Promise.all(signed), parameters, encoder };
}
