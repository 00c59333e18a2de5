import type { NotifyMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import type { Delivery } from "../jobs/delivery.ts";
import type { Disposition } from "../jobs/handle-message.ts";
import { MailError, type OutgoingMail } from "../ports/index.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { composeNotice } from "./compose-notice.ts";
import { recipientsOf } from "./recipients.ts";
import { doneMails, mailIdOf, markDone, noticeIdOf } from "./sent-notices.ts";

/** Seconds until the next try after each; a server may be down for eight hours before a notice is a dead letter. */
const PAUSES = [10, 30, 60, 300, 900, 1_800, 3_600, 7_200, 14_400] as const;

/**
 * Mails every recipient of the workspace once, as far as a crash between "taken" and "noted" allows. Those whose mail
 * the server could not take are tried again later, without the others.
 */
export async function notify(
  deps: CoreDeps,
  message: NotifyMessage,
  { receives }: Delivery,
): Promise<Disposition> {
  const recipients = await recipientsOf(deps.store, message.workspaceId);
  const notice = recipients.length === 0 ? undefined : await composeNotice(deps, message);
  // Nobody is to be told, or there is nothing to tell any more.
  if (notice === undefined) return { kind: "done" };
  const noticeId = noticeIdOf(message);
  const done = await doneMails(deps, noticeId);
  let waiting = 0;
  for (const to of recipients) {
    const mailId = mailIdOf(noticeId, to);
    if (done.has(mailId)) continue;
    if (await isDealtWith(deps, { ...notice, to, id: mailId })) {
      await untilNoConflict(() => markDone(deps, { noticeId, mailId, workspaceId: message.workspaceId }));
    } else waiting += 1;
  }
  return waiting === 0 ? { kind: "done" } : { kind: "later", delaySeconds: pause(deps, receives) };
}

/** Whether the mail was taken, or refused for good. */
async function isDealtWith({ mailer, log }: CoreDeps, mail: OutgoingMail): Promise<boolean> {
  try {
    await mailer.send(mail);
    return true;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const refused = error.kind === "refused";
    log("warn", refused ? "a notification mail was refused" : "a notification mail could not be sent yet", {
      mailId: mail.id,
      reason: error.message,
    });
    return refused;
  }
}

const pause = ({ settings }: CoreDeps, receives: number): number =>
  ((PAUSES[receives - 1] ?? PAUSES[PAUSES.length - 1] ?? 0) * settings.backoffUnitMs) / 1_000;
