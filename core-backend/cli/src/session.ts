import path from "node:path";
import type { Client } from "@assetql/client";
import type { Command } from "commander";
import { z } from "zod";
import { type Connection, connect, resolveConnection } from "./connection.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { wrongInput } from "./errors.ts";
import { createTerminal, type OutputStream, type Terminal } from "./output/terminal.ts";
import type { Prompter } from "./prompter.ts";

/** What a process gives the command line. */
export interface CliContext {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly workingFolder: string;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
  /** Somebody who can be asked sits at the terminal. */
  readonly prompter?: Prompter | undefined;
}

/** What a command works with. */
export interface Session {
  readonly environment: Environment;
  /** All of it, for what reads its own part. */
  readonly variables: CliContext["variables"];
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly prompter: Prompter | undefined;
  readonly dataFolder: string;
  /** Whether the user said where the data folder is. */
  readonly dataFolderGiven: boolean;
  /** An absolute path of what the user wrote. */
  resolve(file: string): string;
  /** The client of the hub that options, environment or data folder name; `signal` ends it instead of the user's. */
  connect(signal?: AbortSignal): Promise<Client>;
  /** Where that hub is, and the key for it. */
  connection(): Promise<Connection>;
}

const globalOptions = z.object({
  url: z.url({ protocol: /^https?$/, error: "must be an address such as http://127.0.0.1:4747" }).optional(),
  apiKey: z.string().trim().min(8, "is too short to be an API key").optional(),
  data: z.string().min(1).optional(),
  json: z.boolean().default(false),
});

export const DEFAULT_DATA_FOLDER = "assetql-data";

export function createSession(command: Command, context: CliContext): Session {
  const environment: Environment = readEnvironment(context.variables);
  const { url, apiKey, data, json } = parseOptions(globalOptions, command);
  const resolve = (file: string) => path.resolve(context.workingFolder, file);
  const given = data ?? environment.dataFolder;
  const dataFolder = resolve(given ?? DEFAULT_DATA_FOLDER);
  const wanted = { url: url ?? environment.url, apiKey: apiKey ?? environment.apiKey, dataFolder };
  return {
    environment,
    variables: context.variables,
    terminal: createTerminal({ ...context, machine: json, noColour: environment.noColour }),
    signal: context.signal,
    prompter: json ? undefined : context.prompter,
    dataFolder,
    dataFolderGiven: given !== undefined,
    resolve,
    connect: (signal = context.signal) => connect(wanted, signal),
    connection: () => resolveConnection(wanted),
  };
}

/** Reads a command's options through a schema; what is wrong becomes a usage error that names each option. */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, command: Command): z.output<Schema> {
  const parsed = schema.safeParse(command.optsWithGlobals());
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    (issue) => `  --${kebabCase(String(issue.path[0]))} ${wordsOf(issue)}`,
  );
  const heading = lines.length === 1 ? "This option is not right:" : "These options are not right:";
  throw wrongInput([heading, ...lines].join("\n"));
}

const kebabCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small") return `must be at least ${issue.minimum}${unitOf(issue)}.`;
  if (issue.code === "too_big") return `must be at most ${issue.maximum}${unitOf(issue)}.`;
  if (issue.code === "invalid_type" && issue.expected === "int") return "must be a whole number.";
  if (issue.code === "invalid_type" && issue.expected === "number") return "must be a number.";
  return `${issue.message}.`;
}

/** Texts have a length; the limits of numbers stand for themselves. */
const unitOf = ({ origin }: { readonly origin: string }): string =>
  origin === "string" ? " characters long" : "";
