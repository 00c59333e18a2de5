import type { Log, LogLevel, LogValue } from "@assetql/core/ports";
import type { Terminal } from "./output/terminal.ts";

export const logFormats = ["text", "json"] as const;
export type LogFormat = (typeof logFormats)[number];

const order: readonly LogLevel[] = ["debug", "info", "warn", "error"];

export interface LogOptions {
  readonly least: LogLevel;
  /** Text for people at a terminal and JSON for whatever else reads, unless told. */
  readonly format?: LogFormat | undefined;
}

type Fields = Readonly<Record<string, LogValue>>;

/**
 * Log lines on stderr, from a level up: `{"time":"2026-03-01T14:05:00.000Z","level":"warn","message":"…",…}`, or for
 * people `2026-03-01T14:05:00.000Z warn message key=value`.
 */
export function createLog(terminal: Pick<Terminal, "note" | "live">, { least, format }: LogOptions): Log {
  const asJson = (format ?? (terminal.live ? "text" : "json")) === "json";
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(least)) return;
    const time = new Date().toISOString();
    terminal.note(
      asJson
        ? JSON.stringify({ time, level, message, ...fields })
        : `${time} ${level} ${message}${pairs(fields)}`,
    );
  };
}

const pairs = (fields: Fields): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === "string" ? JSON.stringify(value) : value}`)
    .join("");
