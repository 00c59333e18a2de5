import { styleText } from "node:util";

export type Tone = "good" | "fair" | "bad" | "dim" | "strong" | "accent";

const formats = {
  good: "green",
  fair: "yellow",
  bad: "red",
  dim: "dim",
  strong: "bold",
  accent: "cyan",
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** The parts of a process's streams that output needs. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where a command's words and results go. */
export interface Terminal {
  /** With `--json`: stdout carries one JSON document, and everything for people goes to stderr. */
  readonly machine: boolean;
  /** Columns of the terminal; undefined when a file or a pipe reads, which gets lines uncut. */
  readonly columns: number | undefined;
  /** Whether progress can redraw its line. */
  readonly live: boolean;
  readonly progressStream: OutputStream;
  paint(tone: Tone, text: string): string;
  /** A line for people: the result of a command. */
  say(line?: string): void;
  /** A line for people about what is going on: always on stderr. */
  note(line: string): void;
  /** The result: a JSON document for machines, or text for people, who may have seen it already. */
  result(value: unknown, text?: () => string): void;
}

export interface TerminalOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly machine: boolean;
  readonly noColour: boolean;
}

export function createTerminal({ stdout, stderr, machine, noColour }: TerminalOptions): Terminal {
  const forPeople = machine ? stderr : stdout;
  const colour = forPeople.isTTY === true && !noColour;
  const say = (line = "") => {
    forPeople.write(`${line}\n`);
  };
  return {
    machine,
    columns: forPeople.isTTY === true ? (forPeople.columns ?? 80) : undefined,
    live: stderr.isTTY === true,
    progressStream: stderr,
    paint: (tone, text) => (colour ? styleText(formats[tone], text, { validateStream: false }) : text),
    say,
    note: (line) => {
      stderr.write(`${line}\n`);
    },
    result: (value, text) => {
      if (machine) stdout.write(`${JSON.stringify(value)}\n`);
      else if (text !== undefined) say(text());
    },
  };
}
