import type { NotifyMessage } from "@assetql/contract";
import { workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Collection, create, replace } from "../ports/index.ts";
import { digest } from "../shared/ids.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const sentNoticeSchema = z.object({
  id: z.string(),
  workspaceId: workspaceIdSchema,
  /** Of the addresses that are done with, never the addresses. */
  done: z.array(z.string()),
  at: z.number(),
});

/**
 * Who has been told of what. Written after the server has taken the mail: a crash in between sends it twice rather
 * than never, and both have one Message-ID.
 */
export const sentNotices: Collection<z.infer<typeof sentNoticeSchema>> = {
  name: "sent-notices",
  parse: (value) => sentNoticeSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, at }) => ({ partition: workspaceId, sort: sortableTime(at) }),
  },
};

/** The same for every repetition of a notice. */
export function noticeIdOf({ about }: NotifyMessage): string {
  return digest("notice", about.type, subjectOf(about), about.at);
}

function subjectOf(about: NotifyMessage["about"]): string {
  if (about.type === "schedule.failed") return about.scheduleId;
  return about.type === "webhook.disabled" ? about.webhookId : about.batchId;
}

export const mailIdOf = (noticeId: string, address: string): string =>
  digest("mail", noticeId, address.toLowerCase());

/** The mails of a notice that need not be sent any more, by their ids. */
export async function doneMails({ store }: Pick<CoreDeps, "store">, noticeId: string) {
  return new Set((await store.get(sentNotices, noticeId))?.value.done ?? []);
}

export async function markDone(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  {
    noticeId,
    workspaceId,
    mailId,
  }: { noticeId: string; mailId: string } & Pick<NotifyMessage, "workspaceId">,
): Promise<void> {
  const stored = await store.get(sentNotices, noticeId);
  const done = [...(stored?.value.done ?? []), mailId];
  const notice = { id: noticeId, workspaceId, done, at: clock.now() };
  await store.transact([
    stored === undefined ? create(sentNotices, notice) : replace(sentNotices, notice, stored.revision),
  ]);
}
