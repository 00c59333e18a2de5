import type { NotifyMessage } from "@assetql/contract";
import { batches, toBatch } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import type { OutgoingMail } from "../ports/index.ts";
import { schedules, toSchedule } from "../schedules/schedule-record.ts";
import { webhooks } from "../webhooks/webhook-record.ts";
import { alertNotice, finishedNotice } from "./batch-notice.ts";
import { scheduleFailedNotice } from "./schedule-notice.ts";
import { webhookDisabledNotice } from "./webhook-notice.ts";

/** A mail to whomever it is sent. */
export type Notice = Pick<OutgoingMail, "subject" | "text">;

type Deps = Pick<CoreDeps, "store" | "clock" | "settings" | "publicUrl">;

/** The mail about what happened, with the counts of now; `undefined` when what it happened to is gone, or told by another. */
export async function composeNotice(deps: Deps, { about }: NotifyMessage): Promise<Notice | undefined> {
  const now = deps.clock.now();
  if (about.type === "schedule.failed") {
    const schedule = (await deps.store.get(schedules, about.scheduleId))?.value;
    return (
      schedule && scheduleFailedNotice(toSchedule(schedule, now), linkTo(deps, `schedules/${schedule.id}`))
    );
  }
  if (about.type === "webhook.disabled") {
    const webhook = (await deps.store.get(webhooks, about.webhookId))?.value;
    // Somebody has enabled it again before the mail was written.
    if (webhook === undefined || webhook.status === "enabled") return undefined;
    return webhookDisabledNotice(webhook, linkTo(deps, `webhooks/${webhook.id}`));
  }
  const record = (await deps.store.get(batches, about.batchId))?.value;
  if (record === undefined) return undefined;
  const batch = toBatch(record, { concurrency: deps.settings.concurrency, now });
  const link = linkTo(deps, `batches/${batch.id}`);
  return about.type === "batch.finished" ? finishedNotice(batch, link) : alertNotice(batch, about, link);
}

/** A hub that nobody reaches has no address. */
function linkTo({ publicUrl }: Deps, path: string): string | undefined {
  const base = publicUrl();
  return base === "" ? undefined : `${base}/api/v1/${path}`;
}
