import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { compileHeadless } from "../../../unity-bridge/scripts/compile.mjs";
import { until } from "../../support/until.ts";

export interface Told {
  readonly event: string;
  readonly told: unknown;
}

export interface ConnectionTold {
  readonly state: "Off" | "Searching" | "Connecting" | "Connected" | "Waiting" | "Refused";
  readonly message: string;
  readonly hubUrl: string | null;
  readonly hubReachable: boolean;
  readonly hubProblem: string | null;
  readonly bridgeVersion: string | null;
  readonly retryInSeconds: number;
}

/** What the client refused, or was refused. */
export class ClientProblem extends Error {
  override readonly name = "ClientProblem";
  readonly code: string;
  readonly problems: readonly string[];
  constructor({ code, message, problems }: { code: string; message: string; problems: readonly string[] }) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}

export interface OpenOptions {
  /** Runs within this process, as `["unshare", "-rm", …]`. */
  readonly within?: readonly string[];
  /** Root of the project. */
  readonly project: string;
  /** Where bridges are discovered. */
  readonly folder?: string;
  readonly address?: string;
  readonly token?: string;
  readonly checkout?: string;
  readonly name?: string;
  readonly session?: { readonly resumeId: string; readonly lastSeq: number };
}

interface Line {
  readonly id?: number;
  readonly result?: unknown;
  readonly problem?: ConstructorParameters<typeof ClientProblem>[0];
  readonly event?: string;
  readonly told?: unknown;
}

export type HeadlessEditor = Awaited<ReturnType<typeof openHeadlessEditor>>;

/** The editor without Unity, under Mono, with a project that is open; it looks for no bridge before `ask("start")`. */
export async function openHeadlessEditor({ within = [], ...options }: OpenOptions) {
  const [command = "mono", ...rest] = [...within, "mono", "--debug", compileHeadless()];
  const program = spawn(command, rest, {
    stdio: ["pipe", "pipe", "inherit"],
    // What it keeps for the user is the test's.
    env: { ...process.env, HOME: options.project },
  });
  const closed = once(program, "close");
  const told: Told[] = [];
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  createInterface({ input: program.stdout }).on("line", (text) => {
    const line: Line = JSON.parse(text);
    if (line.event !== undefined) told.push({ event: line.event, told: line.told });
    else if (line.problem === undefined) waiting.get(line.id ?? 0)?.resolve(line.result);
    else waiting.get(line.id ?? 0)?.reject(new ClientProblem(line.problem));
  });
  void closed.then(() => {
    for (const { reject } of waiting.values()) reject(new Error("the editor has ended"));
  });

  /** Has it do something: see unity-bridge/headless/Commands.cs. Rejects with a `ClientProblem`. */
  function ask<Result = unknown>(what: string, payload: object = {}): Promise<Result> {
    asked += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(asked, answer);
    program.stdin.write(`${JSON.stringify({ id: asked, do: what, ...payload })}\n`);
    // Whoever waits for it is told; a test that has ended meanwhile does not wait.
    answer.promise.catch(() => {});
    return answer.promise as Promise<Result>;
  }

  const connections = () =>
    told.filter(({ event }) => event === "connection").map(({ told }) => told as ConnectionTold);

  await ask("open", options);
  return {
    pid: program.pid ?? 0,
    told,
    connections,
    ask,
    eventsOf: <Payload>(event: string) =>
      told.filter((one) => one.event === event).map((one) => one.told as Payload),
    /** The latest connection, once it is so. */
    connectionWith: (test: (connection: ConnectionTold) => boolean) =>
      until(async () => {
        const last = connections().at(-1);
        return last !== undefined && test(last) ? last : undefined;
      }),
    async connect(): Promise<void> {
      await ask("start");
      await until(async () => connections().at(-1)?.state === "Connected" || undefined);
    },
    async close(): Promise<void> {
      program.stdin.end();
      await closed;
    },
    async kill(): Promise<void> {
      program.kill("SIGKILL");
      await closed;
    },
  };
}
