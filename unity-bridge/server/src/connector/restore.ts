import {
  type Applied,
  type ChangeToApply,
  type ChangeToRevert,
  ConnectorError,
} from "@assetql/connector-sdk";
import { unityGuidSchema } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import { asConnectorErrors } from "./errors.ts";
import { type Change, type Parts, pullIdOf } from "./parts.ts";

/** Stages that a texture goes away. Throws ConnectorErrors. */
export async function withdrawChange(
  { session, progress }: Parts,
  context: Change,
  { externalId, before }: ChangeToApply,
): Promise<Applied> {
  if (before.remoteId !== null) {
    const params = { pullId: pullIdOf(context), externalId, guid: guidOf(before.remoteId) };
    const { signal } = context;
    await context.step("stage", async () => {
      await asConnectorErrors(() => context.paced(() => session.call("files.remove", params, { signal })));
      return null;
    });
  }
  progress.staged(context, externalId, 0);
  return { remoteId: null, remoteUrl: null, after: {} };
}

/** Back to what was there before, at once; the import follows when everything is back. Throws ConnectorErrors. */
export async function restoreChange(
  session: EditorSession,
  context: Change,
  { externalId, fields, remove, now, remoteId }: ChangeToRevert,
): Promise<void> {
  const guid = guidOf(now.remoteId ?? remoteId);
  const params = { pullId: pullIdOf(context), externalId, guid, fields, remove };
  const { signal } = context;
  await context.step("restore", async () => {
    await asConnectorErrors(() => context.paced(() => session.call("import.restore", params, { signal })));
    return null;
  });
}

/** Of a texture that is, or was, in the project. */
function guidOf(remoteId: string | null): string {
  const guid = unityGuidSchema.safeParse(remoteId).data;
  if (guid !== undefined) return guid;
  throw new ConnectorError("remote-deleted", "It is not known where the texture was in the project.");
}
