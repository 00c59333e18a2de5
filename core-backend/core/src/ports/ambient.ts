/** Time and chance, passed in so that tests decide them. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Lower-case letters and digits, 120 bits or more, not guessable. */
  id(): string;
}

export type LogLevel = "debug" | "info" | "warn" | "error";

/** Structured lines. Fields never hold secrets, prompts or personal data. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, LogValue>>) => void;
export type LogValue = string | number | boolean | undefined;
