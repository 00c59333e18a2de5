import { WEBHOOK_LIMITS, type Webhook } from "@assetql/contract";
import type { Notice } from "./compose-notice.ts";
import { mailText, oneLine } from "./mail-text.ts";

type Facts = Pick<Webhook, "id" | "description" | "url" | "disabledBy">;

/** A webhook was disabled by itself. */
export function webhookDisabledNotice(webhook: Facts, link: string | undefined): Notice {
  const { id, description, disabledBy } = webhook;
  const name = oneLine(description === "" ? hostOf(webhook) : description, 80);
  const why =
    disabledBy === "gone"
      ? "Its address answered 410: it is given up there."
      : `Every try of the last ${WEBHOOK_LIMITS.failingDays} days has failed.`;
  return {
    subject: `The webhook "${name}" was disabled`,
    text: mailText([
      [`The webhook "${name}" was disabled. ${why}`],
      [
        "What happens from now on is not sent to it. See what went wrong:",
        `assetql webhooks deliveries ${id}`,
      ],
      [
        "When it is mended, enable it, and have sent what it missed:",
        `assetql webhooks update ${id} --enable`,
        `assetql webhooks replay ${id} --since 24h`,
      ],
      link === undefined ? [] : [link],
    ]),
  };
}

/** The rest of an address may hold a secret. */
const hostOf = ({ url }: Facts): string => URL.parse(url)?.host ?? "";
