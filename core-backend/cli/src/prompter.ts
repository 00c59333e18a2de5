import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { declined, wrongInput } from "./errors.ts";

/** Asks whoever sits at the terminal. Rejects when they interrupt. */
export interface Prompter {
  ask(question: string): Promise<string>;
  /** What is typed is not shown. */
  askSecret(question: string): Promise<string>;
}

export interface PrompterOptions {
  readonly input: ReadStream;
  readonly output: WriteStream;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
  /** Called for Ctrl-C, which is a key like others while somebody is asked. It should abort `signal`. */
  readonly interrupt: () => void;
}

/** `undefined` when nobody sits there: input or output is a pipe or a file. */
export function terminalPrompter({
  input,
  output,
  signal,
  interrupt,
}: PrompterOptions): Prompter | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  const ask = async (question: string, echo: NodeJS.WritableStream): Promise<string> => {
    // From here on the terminal itself shows nothing of what is typed.
    const lines = createInterface({ input, output: echo, terminal: true });
    lines.on("SIGINT", interrupt);
    try {
      if (echo !== output) output.write(question);
      return await lines.question(question, { signal });
    } finally {
      lines.close();
    }
  };
  return {
    ask: (question) => ask(question, output),
    async askSecret(question) {
      const answer = await ask(question, new Writable({ write: (_chunk, _encoding, done) => done() }));
      output.write("\n");
      return answer;
    },
  };
}

export interface Wish {
  /** `--yes`: no question is asked. */
  readonly yes: boolean;
  readonly question: string;
  /** What happens without a yes, as in "Nothing was removed". */
  readonly otherwise: string;
}

/** Ends the command unless the user wants it, by `--yes` or by answering; nobody to ask is a usage error. */
export async function assertWanted(
  prompter: Prompter | undefined,
  { yes, question, otherwise }: Wish,
): Promise<void> {
  if (yes || (await confirm(prompter, question))) return;
  if (prompter !== undefined) throw declined(`${otherwise}.`);
  throw wrongInput(
    `${otherwise}: without a terminal, or with --json, nobody is asked. Say --yes to have it done.`,
  );
}

/** Whether the answer to a question is yes; nobody to ask is no. */
export async function confirm(prompter: Prompter | undefined, question: string): Promise<boolean> {
  const answer = await prompter?.ask(`${question} [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? "");
}
