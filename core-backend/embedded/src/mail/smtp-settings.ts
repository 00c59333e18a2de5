import { isIPv4 } from "node:net";

/** How mail leaves this hub. */
export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  readonly smtpUrl: string;
  /** An address, as in `assetql@example.com`, or one with a name, as in `AssetQL <assetql@example.com>`. */
  readonly from: string;
}

/** Settings that cannot be used, in a sentence that holds no password. */
export class MailSettingsError extends Error {
  override readonly name = "MailSettingsError";
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise by STARTTLS. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
  /** Nobody can listen between this machine and itself. */
  readonly isLocal: boolean;
}

/** Throws {@link MailSettingsError}. */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSmtp = url?.protocol === "smtp:" || url?.protocol === "smtps:";
  if (url === undefined || !isSmtp || url.hostname === "") {
    throw new MailSettingsError(
      "The SMTP address is not right. Write it as in smtp://user:password@mail.example.com:587, or with smtps:// for TLS from the start.",
    );
  }
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return {
    host,
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    auth: url.username === "" ? undefined : { user: decode(url.username), pass: decode(url.password) },
    isLocal: host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127.")),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MailSettingsError(
      "The SMTP address is not right: write `%` in the user or the password as `%25`.",
    );
  }
}

const FROM = /^(?:(?<name>[^<>"\p{Cc}]*)<(?<bracketed>[^<>]+)>|(?<bare>[^<>]+))$/u;

/** A name, which may be empty, and an address. Throws {@link MailSettingsError}. */
export function parseSender(text: string): { name: string; address: string } {
  const { name = "", bracketed, bare } = FROM.exec(text.trim())?.groups ?? {};
  const address = (bracketed ?? bare ?? "").trim();
  if (isAddress(address)) return { name: name.trim(), address };
  throw new MailSettingsError(
    `${JSON.stringify(text)} is not a sender. Write it as in assetql@example.com or "AssetQL <assetql@example.com>".`,
  );
}

/** One plain address: nothing that a mail program could read as two, or as a header. */
export const isAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u.test(text);
