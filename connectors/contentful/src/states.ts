import type { Snapshot } from "@assetql/contract";
import { statusOf } from "./asset-fields.ts";
import { type EntityStore, type Kind, storeOf } from "./entity-store.ts";
import { hasCode } from "./problems.ts";
import type { ChangeSession } from "./session.ts";

export interface Subject {
  readonly kind: Kind;
  readonly id: string;
  /** Of the steps, unique within a change. */
  readonly key: string;
}

/**
 * Publishes, with the version that the last write returned. False when somebody has written since: publishing would
 * make an editor's unfinished work public. What is published already stays so.
 */
export async function publishStep(
  session: ChangeSession,
  subject: Subject,
  version?: number,
): Promise<boolean> {
  const store = storeOf(session, subject.kind);
  const isPublished = async (): Promise<boolean> =>
    (await unpublishedVersion(store, subject.id)) === undefined;
  const run = async (): Promise<boolean> => {
    const current = version ?? (await unpublishedVersion(store, subject.id));
    if (current === undefined) return true;
    try {
      await store.publish(subject.id, current);
      return true;
    } catch (error) {
      if (version === undefined || !hasCode(error, "version-conflict")) throw error;
      return isPublished();
    }
  };
  const find = async (): Promise<boolean | undefined> => ((await isPublished()) ? true : undefined);
  const leaves = (isLive: boolean): Snapshot =>
    subject.kind === "asset" && isLive ? { status: "published" } : {};
  return session.context.step(`publish-${subject.key}`, run, { find, leaves });
}

/** The version to publish; nothing when the present one is published already. */
async function unpublishedVersion(store: EntityStore, id: string): Promise<number | undefined> {
  const entity = await store.get(id);
  return statusOf(entity) === "published" ? undefined : entity.sys.version;
}

export async function unpublishStep(session: ChangeSession, subject: Subject): Promise<void> {
  const store = storeOf(session, subject.kind);
  const run = async (): Promise<null> => {
    const entity = await store.find(subject.id);
    if (entity?.sys.publishedVersion !== undefined) await store.unpublish(subject.id);
    return null;
  };
  await session.context.step(`unpublish-${subject.key}`, run);
}

/** Archived things are unpublished; this unpublishes first. */
export async function archiveSteps(session: ChangeSession, subject: Subject): Promise<void> {
  await unpublishStep(session, subject);
  const store = storeOf(session, subject.kind);
  await session.context.step(`archive-${subject.key}`, async () => {
    const entity = await store.find(subject.id);
    if (entity !== undefined && statusOf(entity) !== "archived") await store.archive(subject.id);
    return null;
  });
}

export async function unarchiveStep(session: ChangeSession, subject: Subject): Promise<void> {
  const store = storeOf(session, subject.kind);
  await session.context.step(`unarchive-${subject.key}`, async () => {
    const entity = await store.get(subject.id);
    if (statusOf(entity) === "archived") await store.unarchive(subject.id);
    return null;
  });
}

/** Only what is unpublished can be deleted; this unpublishes first. What is gone is fine. */
export async function removeSteps(session: ChangeSession, subject: Subject): Promise<void> {
  await unpublishStep(session, subject);
  const store = storeOf(session, subject.kind);
  await session.context.step(`delete-${subject.key}`, async () => {
    const entity = await store.find(subject.id);
    if (entity !== undefined) await store.remove(subject.id);
    return null;
  });
}
