import type { MailSettings } from "@assetql/embedded";
import { wrongInput } from "../../errors.ts";

interface MailOptions {
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
}

/** How mail leaves the hub; `undefined` if it shall not. Throws a usage error when half of it is missing. */
export function mailSettings({ smtpUrl, mailFrom }: MailOptions): MailSettings | undefined {
  if (smtpUrl === undefined) return undefined;
  if (mailFrom !== undefined) return { smtpUrl, from: mailFrom };
  throw wrongInput(
    "Mail needs a sender: say which with --mail-from or ASSETQL_MAIL_FROM, as in assetql@example.com.",
  );
}
