import type { Log } from "@assetql/connector-sdk";
import {
  BRIDGE_LIMITS,
  BRIDGE_VERSION,
  type BridgeCommand,
  type BridgeCommandParams,
  type BridgeCommandResult,
  type BridgeProblem,
  bridgeCommands,
} from "@assetql/contract";
import { encodeMessage } from "../socket/messages.ts";
import { readAs } from "../socket/words.ts";
import type { Answer } from "./answers.ts";
import type { CommandContext, CommandHandler } from "./editor-session.ts";
import { BridgeProblemError, ConnectionLost, EditorProblem } from "./problems.ts";

/** All commands, those that the wire answers itself among them. */
export type AllHandlers = { readonly [Name in BridgeCommand]: CommandHandler<Name> };

export interface Request {
  readonly id: string;
  readonly type: string;
  readonly payload: unknown;
}

interface Options extends Pick<CommandContext, "session" | "signal"> {
  readonly handlers: AllHandlers;
  readonly log: Log;
}

/** Does what an editor asks for, and writes the answer; failures are answers too. Never rejects. */
export async function answerRequest(request: Request, options: Options): Promise<Answer> {
  const { id, type } = request;
  let afterwards: Answer["afterwards"];
  const context: CommandContext = {
    session: options.session,
    signal: options.signal,
    requestId: id,
    afterwards: (run) => {
      afterwards = run;
    },
  };
  try {
    if (!isCommand(type)) throw unknownType(type);
    const payload = await run(type, { payload: request.payload, handlers: options.handlers, context });
    const transfer = typeof payload.transfer === "number" ? payload.transfer : undefined;
    return { text: writeResult(id, payload), transfer, afterwards };
  } catch (error) {
    const text = writeProblem(id, problemOf(error, type, options.log));
    return { text, transfer: undefined, afterwards: undefined };
  }
}

const isCommand = (type: string): type is BridgeCommand => Object.hasOwn(bridgeCommands, type);

interface Run {
  readonly payload: unknown;
  readonly handlers: AllHandlers;
  readonly context: CommandContext;
}

/** The result has its members in the order of its schema. */
async function run<Name extends BridgeCommand>(
  name: Name,
  { payload, handlers, context }: Run,
): Promise<Record<string, unknown>> {
  const parsed = readAs(bridgeCommands[name].params, payload);
  if (!parsed.success) {
    const { problems } = parsed;
    throw new BridgeProblemError(
      "params-invalid",
      `What ${name} was asked with is not right: ${problems[0]}`,
      problems,
    );
  }
  const result: BridgeCommandResult<Name> = await handlers[name](
    parsed.data as BridgeCommandParams<Name>,
    context,
  );
  return bridgeCommands[name].result.parse(result);
}

const unknownType = (type: string) =>
  new BridgeProblemError(
    "type-unknown",
    `This bridge knows no "${type}". Update the bridge: it is older than the package in Unity.`,
  );

function problemOf(error: unknown, type: string, log: Log): BridgeProblem {
  if (error instanceof BridgeProblemError) {
    const { code, message, problems } = error;
    return { code, detail: message, problems: [...problems] };
  }
  if (error instanceof EditorProblem) return { code: error.code, detail: error.message, problems: [] };
  if (error instanceof ConnectionLost) {
    return { code: "editor-away", detail: "The editor was away meanwhile. Try again.", problems: [] };
  }
  log("error", "a command of the editor's failed", { type, error: errorText(error) });
  return { code: "internal", detail: "Something went wrong in the bridge. Its log says more.", problems: [] };
}

export const errorText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? String(error)) : String(error);

/** A result that no message can hold is an error of ours, thrown. */
export function writeResult(re: string, payload: Record<string, unknown>): string {
  const text = encodeMessage({ v: BRIDGE_VERSION, re, type: "result", payload });
  if (Buffer.byteLength(text) > BRIDGE_LIMITS.messageBytes) throw new RangeError("the result is too large");
  return text;
}

const MAX_DETAIL = 2_000;
const MAX_PROBLEM = 1_000;
const MAX_PROBLEMS = 100;

export function writeProblem(re: string, { code, detail, problems }: BridgeProblem): string {
  const payload = {
    code,
    detail: detail.slice(0, MAX_DETAIL),
    problems: problems.slice(0, MAX_PROBLEMS).map((problem) => problem.slice(0, MAX_PROBLEM)),
  };
  return encodeMessage({ v: BRIDGE_VERSION, re, type: "problem", payload });
}
