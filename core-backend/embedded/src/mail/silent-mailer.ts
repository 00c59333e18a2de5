import type { Log, Mailer } from "@assetql/core/ports";

/** The mailer of a hub without a mail server: sends nothing, and says so once. */
export function createSilentMailer(log: Log): Mailer {
  let said = false;
  return {
    async send() {
      if (said) return;
      said = true;
      log("debug", "no mail is sent: the hub has no SMTP server");
    },
  };
}
