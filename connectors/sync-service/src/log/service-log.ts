import type { Log, LogLevel } from "@assetql/connector-sdk";
import { correlationId } from "./correlation.ts";

export type { Log, LogLevel };

const order: readonly LogLevel[] = ["debug", "info", "warn", "error"];
const HIDDEN = "[secret]";
/** Shorter ones would blot out ordinary words. */
const LEAST_SECRET = 8;

/**
 * The log that all parts of the service write to: lines carry the correlation id, and the service's own secrets never
 * get through, whoever has put one into a message. More of them may be added while it is used.
 */
export function createServiceLog(sink: Log, secrets: ReadonlySet<string>): Log {
  const clean = (text: string): string =>
    [...secrets]
      .filter(({ length }) => length >= LEAST_SECRET)
      .reduce((so, secret) => so.replaceAll(secret, HIDDEN), text);
  return (level, message, fields = {}) => {
    const cleaned = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? clean(value) : value]),
    );
    sink(level, clean(message), { correlationId: correlationId(), ...cleaned });
  };
}

/** JSON lines from a level up: `{"time":"2026-03-01T14:05:00.000Z","level":"warn","message":"…",…}`. */
export function createJsonLog(write: (line: string) => void, least: LogLevel): Log {
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(least)) return;
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  };
}

/** What a log line says of an error: its words, never its stack. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
