import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BridgeCall, BridgeCallParams, BridgeCallResult } from "@assetql/contract";
import { programOnPath, skippedBecause } from "../../support/programs.ts";

const CLIENT = fileURLToPath(
  new URL("../../../unity-bridge/com.assetql.unity-bridge/Client/", import.meta.url),
);
const HERE = fileURLToPath(new URL("./", import.meta.url));
const CACHE = fileURLToPath(new URL("../../../.cache/unity-disk-program/", import.meta.url));
/** What Disk is made of beside itself. */
const NEEDED = [
  "BridgeException.cs",
  "IProject.cs",
  "Discovery/UserFolder.cs",
  "Protocol/Crc32.cs",
  "Protocol/ProblemCodes.cs",
];
const FOLDERS = [join(CLIENT, "Json"), join(CLIENT, "Disk"), HERE];

const missing = programOnPath("mcs") && programOnPath("mono") ? undefined : "mcs and mono are not installed";
export const withoutMono = skippedBecause("the disk side of the Unity client", missing);

let compiled: Promise<string> | undefined;

/** Compiled once for all tests of a process. */
export function diskProgram(): Promise<string> {
  compiled ??= compile();
  return compiled;
}

/** Kept by what it is made of: a run after another has nothing to compile. */
async function compile(): Promise<string> {
  const listed = await Promise.all(
    FOLDERS.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
  );
  const sources = [...NEEDED.map((name) => join(CLIENT, name)), ...listed.flat()]
    .filter((path) => path.endsWith(".cs"))
    .sort();
  const hash = createHash("sha256");
  for (const source of sources) hash.update(source).update(await readFile(source));
  const program = join(CACHE, `disk-${hash.digest("hex").slice(0, 16)}.exe`);
  if (existsSync(program)) return program;
  await mkdir(CACHE, { recursive: true });
  // Two processes may compile at once.
  const draft = `${program}.${process.pid}`;
  const options = ["-langversion:7.2", "-warnaserror", "-r:System.dll", `-out:${draft}`];
  await promisify(execFile)("mcs", [...options, ...sources]);
  await rename(draft, program);
  return program;
}

/** What the editor answered instead of a result. */
export class Refused extends Error {
  readonly code: string;
  constructor({ code, detail }: { code: string; detail: string }) {
    super(detail);
    this.code = code;
  }
}

export interface RunOptions {
  /** Kills the program at this change to the disk, from 1 on; 0 counts them only. */
  readonly dieAt?: number;
  /** Runs within this process, as `["unshare", "-rm", …]`. */
  readonly within?: readonly string[];
  /** Of the user; the project's own folder if none is named. */
  readonly home?: string;
}

/** The program at work on one project. Its answers are parsed JSON: what they hold is for the tests to say. */
export class Editor {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #exited: Promise<NodeJS.Signals | null>;

  private constructor(child: ChildProcess, lines: AsyncIterable<string>) {
    this.#child = child;
    this.#answers = lines[Symbol.asyncIterator]();
    this.#exited = new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
    // What is asked of a program that was killed is answered by its end.
    child.stdin?.on("error", () => {});
  }

  static async open(
    project: string,
    { dieAt, within = [], home = project }: RunOptions = {},
  ): Promise<Editor> {
    const program = await diskProgram();
    const step = dieAt === undefined ? [] : [String(dieAt)];
    const [command = "mono", ...rest] = [...within, "mono", program, project, ...step];
    const child = spawn(command, rest, {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, HOME: home },
    });
    return new Editor(child, createInterface({ input: child.stdout }));
  }

  /** The process itself, to kill it. */
  kill(): Promise<NodeJS.Signals | null> {
    this.#child.kill("SIGKILL");
    return this.#exited;
  }

  /** How it ended: null by itself. */
  get exited(): Promise<NodeJS.Signals | null> {
    return this.#exited;
  }

  /** Throws `Refused`; undefined when the program was killed meanwhile. */
  // biome-ignore lint/suspicious/noExplicitAny: the program's answers have no types
  async ask(command: Readonly<Record<string, unknown>>): Promise<any> {
    this.#child.stdin?.write(`${JSON.stringify(command)}\n`);
    const line = await this.#answers.next();
    if (line.done) return undefined;
    const answer = JSON.parse(line.value);
    if (answer.problem !== undefined) throw new Refused(answer.problem);
    return answer.result;
  }

  call<Name extends BridgeCall>(
    type: Name,
    payload: BridgeCallParams<Name>,
  ): Promise<BridgeCallResult<Name>> {
    return this.ask({ do: "call", type, payload });
  }

  /** The imports since the last time, each with what it told of. */
  imports(): Promise<readonly (readonly Readonly<Record<string, unknown>>[])[]> {
    return this.ask({ do: "imports" });
  }

  async close(): Promise<void> {
    this.#child.stdin?.end();
    await this.#exited;
  }
}
