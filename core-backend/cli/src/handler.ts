import { Command } from "commander";
import type { z } from "zod";
import { type CliContext, createSession, parseOptions, type Session } from "./session.ts";

export interface CommandInput<Options> {
  /** Positional arguments, in order; commander has checked how many there are. */
  readonly args: readonly string[];
  readonly options: Options;
}

export type CommandAction<Options> = (session: Session, input: CommandInput<Options>) => Promise<void>;

/** What commander calls for a command: options through the schema, then the action with a session. */
export function handler<Schema extends z.ZodType>(
  context: CliContext,
  schema: Schema,
  action: CommandAction<z.output<Schema>>,
): (...received: unknown[]) => Promise<void> {
  return async (...received) => {
    const command = received.at(-1);
    if (!(command instanceof Command)) throw new Error("commander calls an action with its command last");
    const options = parseOptions(schema, command);
    await action(createSession(command, context), { args: command.args, options });
  };
}
