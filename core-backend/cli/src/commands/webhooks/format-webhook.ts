import type { CreatedWebhook, Webhook, WebhookDelivery, WebhookDeliveryDetail } from "@assetql/contract";
import { formatTime } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import { plain } from "../../output/text.ts";

export function formatStatus({ status, disabledBy, failingSince }: Webhook): string {
  if (disabledBy === "failures") return "disabled, it failed for five days";
  if (disabledBy === "gone") return "disabled, its address is given up";
  if (status === "disabled") return "disabled";
  return failingSince === null ? "enabled" : `failing since ${formatTime(failingSince)}`;
}

export function statusTone({ status, failingSince }: Webhook): Tone | undefined {
  if (status === "disabled") return "bad";
  return failingSince === null ? "good" : "fair";
}

export const formatEvents = ({ events }: Webhook): string =>
  events.length === 0 ? "all" : events.join(", ");

/** A webhook, one fact a line. */
export function formatWebhook(terminal: Pick<Terminal, "paint">, webhook: Webhook): string {
  const facts: (readonly [string, string])[] = [
    ["Webhook", webhook.id],
    ["Address", webhook.url],
    ...(webhook.description === "" ? [] : [["Description", webhook.description] as const]),
    ["Status", formatStatus(webhook)],
    ["Events", formatEvents(webhook)],
    ["Order", webhook.ordered ? "within a batch" : "any"],
    ["Pace", webhook.ratePerSecond === null ? "as fast as it answers" : `${webhook.ratePerSecond} a second`],
    ["Last success", webhook.lastSuccessAt === null ? "none yet" : formatTime(webhook.lastSuccessAt)],
  ];
  for (const { signature, publicKey, createdAt, expiresAt } of webhook.keys) {
    const until = expiresAt === null ? "" : `, until ${formatTime(expiresAt)}`;
    facts.push(["Key", `${signature}, of ${formatTime(createdAt)}${until}`]);
    if (publicKey !== null) facts.push(["", publicKey]);
  }
  return formatFacts(terminal, facts);
}

/** What receivers verify with, once it was made. */
export function formatSecret(terminal: Pick<Terminal, "paint">, { secret, keys }: CreatedWebhook): string {
  const key = secret ?? keys[0]?.publicKey ?? "";
  const words = secret === null ? "  (a public key: verify with it)" : "  (shown this once: keep it secret)";
  return `  ${terminal.paint("strong", key)}${words}`;
}

const tones: Readonly<Record<WebhookDelivery["state"], Tone>> = {
  delivered: "good",
  pending: "fair",
  failed: "bad",
};
export const deliveryTone = ({ state }: WebhookDelivery): Tone => tones[state];

/** What was sent and what came back, try by try. */
export function formatDelivery(terminal: Pick<Terminal, "paint">, delivery: WebhookDeliveryDetail): string {
  const { nextAttemptAt, attempts, body } = delivery;
  const facts: (readonly [string, string])[] = [
    ["Delivery", delivery.id],
    ["Event", `${delivery.type}, ${formatTime(delivery.eventAt)}`],
    ["State", delivery.state],
    ...(nextAttemptAt === null ? [] : [["Next try", formatTime(nextAttemptAt)] as const]),
    ["Body", body],
  ];
  for (const { at, milliseconds, status, error, responseBody } of attempts) {
    facts.push(["Try", `${formatTime(at)}, ${milliseconds} ms: ${error ?? `delivered (${status})`}`]);
    if (responseBody !== "") facts.push(["Answer", plain(responseBody).slice(0, 500)]);
  }
  return formatFacts(terminal, facts);
}
