import { MailError, type Mailer, type OutgoingMail } from "@assetql/core/ports";
import { createTransport } from "nodemailer";
import { isAddress, type MailSettings, parseSender, parseSmtpUrl, type SmtpServer } from "./smtp-settings.ts";

export interface SmtpMailer extends Mailer {
  /** Closes what connections there are. */
  close(): void;
}

/** Milliseconds: a server that says nothing for so long is taken for one that is down. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/** Mail by SMTP, a connection a mail. Throws `MailSettingsError` for settings that cannot be used. */
export function createSmtpMailer({ smtpUrl, from }: MailSettings): SmtpMailer {
  const server = parseSmtpUrl(smtpUrl);
  const sender = parseSender(from);
  const transport = createTransport({ ...TIMEOUTS, ...connectionOf(server) });
  return {
    async send({ to, subject, text, html, id }: OutgoingMail): Promise<void> {
      if (!isAddress(to)) throw new MailError("refused", "the recipient is not an address");
      try {
        await transport.sendMail({
          from: sender,
          to: { name: "", address: to },
          subject: subject.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim(),
          text,
          ...(html === undefined ? {} : { html }),
          ...(id === undefined
            ? {}
            : { messageId: `<${id.replaceAll(/\W/g, "")}@${domainOf(sender.address)}>` }),
          // Mail programs that answer by themselves leave such mail alone (RFC 3834).
          headers: { "Auto-Submitted": "auto-generated" },
          // A text that looks like a path or an address must not be read from there.
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        throw toMailError(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A password crosses a network only under TLS; without one TLS is used where the server has it. */
function connectionOf({ host, port, secure, auth, isLocal }: SmtpServer) {
  return {
    host,
    port,
    secure,
    ...(auth === undefined ? {} : { auth }),
    requireTLS: auth !== undefined && !secure && !isLocal,
    // The certificate of a server on this machine is rarely one that can be checked.
    ...(isLocal ? { ignoreTLS: !secure, tls: { rejectUnauthorized: false } } : {}),
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** What the server says of a mail or a recipient may be final; everything else may mend itself or be mended. */
function toMailError(error: unknown): MailError {
  const { code, command, responseCode } = partsOf(error);
  const aboutMail = command === "RCPT TO" || command === "DATA";
  const isFinal = aboutMail && responseCode !== undefined && responseCode >= 500;
  const parts = [code ?? "unknown", command, responseCode].filter((part) => part !== undefined);
  // Not the server's own words: they name the recipient.
  return new MailError(isFinal ? "refused" : "unavailable", parts.join(" "));
}

function partsOf(error: unknown): { code?: string; command?: string; responseCode?: number } {
  if (!(error instanceof Error)) return {};
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const command = "command" in error && typeof error.command === "string" ? error.command : undefined;
  const reply =
    "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : undefined;
  return {
    ...(code === undefined ? {} : { code }),
    ...(command === undefined ? {} : { command }),
    ...(reply === undefined ? {} : { responseCode: reply }),
  };
}
