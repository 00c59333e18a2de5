import type { Log, LogLevel } from "@assetql/core/ports";
import type { Terminal } from "./output/terminal.ts";

const order: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Log lines on stderr: `2026-03-01T14:05:00.000Z warn message key=value`, from a level up. */
export function createLog(terminal: Pick<Terminal, "note">, least: LogLevel): Log {
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(least)) return;
    const pairs = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ` ${name}=${typeof value === "string" ? JSON.stringify(value) : value}`);
    terminal.note(`${new Date().toISOString()} ${level} ${message}${pairs.join("")}`);
  };
}
