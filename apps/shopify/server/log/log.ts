import type { Log, LogLevel } from "@assetql/connector-sdk";

export type { Log, LogLevel };

const order: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Names that fields of a line never have: whatever comes under them is left out. */
const SECRET_FIELDS =
  /token|secret|password|hmac|authorization|email|^(api_?)?key$|person|firstname|lastname/i;
/** Tokens of Shopify, keys of the hub, and signed tokens in three or five parts. */
const SECRET_TEXT =
  /\b(?:shp[a-z]{2,3}_[A-Za-z0-9_-]+|aql_[A-Za-z0-9_-]+|eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){2,4})|(?<=[?&](?:id_token|hmac|session|token|code)=)[^&\s"]+/g;

/**
 * JSON lines from a level up: `{"time":"2026-03-01T14:05:00.000Z","level":"warn","message":"…","shop":"…"}`. What looks
 * like a token or a key never gets through, whoever has put it into a message.
 */
export function createJsonLog(write: (line: string) => void, least: LogLevel): Log {
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(least)) return;
    const told = Object.entries(fields)
      .filter(([name, value]) => value !== undefined && !SECRET_FIELDS.test(name))
      .map(([name, value]) => [name, typeof value === "string" ? clean(value) : value]);
    const line = { time: new Date().toISOString(), level, message: clean(message) };
    write(`${JSON.stringify({ ...line, ...Object.fromEntries(told) })}\n`);
  };
}

/** What comes after an address: merchants' searches, and whatever a link is signed with. */
const QUERY = /(\bhttps?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/g;

const clean = (text: string): string => text.replace(SECRET_TEXT, "[secret]").replace(QUERY, "$1");

/** What a line says of an error: its words, never its stack, which may quote a request. */
export const wordsOf = (error: unknown): string => {
  if (error instanceof Response) return `HTTP ${error.status}`;
  return error instanceof Error ? error.message : String(error);
};
