import { randomUUID } from "node:crypto";
import {
  BRIDGE_LIMITS,
  BRIDGE_VERSION,
  type BridgeCall,
  type BridgeCallParams,
  type BridgeCallResult,
  bridgeCalls,
  bridgeProblemCodes,
} from "@assetql/contract";
import { encodeMessage } from "../socket/messages.ts";
import { readAs } from "../socket/words.ts";
import { EditorProblem } from "./problems.ts";

type Answer =
  | { readonly result: unknown }
  | { readonly problem: { readonly code: string; readonly detail: string } };

interface Pending {
  readonly text: string;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/** What the bridge has asked an editor for and not been answered yet. It is asked again on every new connection. */
export class Calls {
  readonly #pending = new Map<string, Pending>();
  readonly #send: (text: string) => void;
  #hasEnded = false;

  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  /**
   * Throws an `EditorProblem`, the signal's reason, or a RangeError for what is too large for one message.
   * `answered` runs as soon as the result has come, before anything else does.
   */
  async ask<Name extends BridgeCall>(
    name: Name,
    params: BridgeCallParams<Name>,
    options: { readonly signal?: AbortSignal; readonly answered?: () => void } = {},
  ): Promise<BridgeCallResult<Name>> {
    const { signal, answered } = options;
    signal?.throwIfAborted();
    if (this.#hasEnded) throw away();
    const id = randomUUID();
    const text = writeCall(id, name, params);
    const { promise, resolve, reject } = Promise.withResolvers<BridgeCallResult<Name>>();
    const stop = () => reject(signal?.reason);
    signal?.addEventListener("abort", stop);
    const answer = (given: Answer) => {
      if ("problem" in given) return reject(problemOf(given.problem));
      const parsed = readAs(bridgeCalls[name].result, given.result);
      if (!parsed.success) return reject(unreadable(name, parsed.problems));
      answered?.();
      resolve(parsed.data as BridgeCallResult<Name>);
    };
    this.#pending.set(id, { text, answer, fail: reject });
    this.#send(text);
    try {
      return await promise;
    } finally {
      signal?.removeEventListener("abort", stop);
      this.#pending.delete(id);
    }
  }

  /** An answer that nobody waits for any more is let go. */
  answer(id: string, answer: Answer): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.answer(answer);
  }

  /** Asks again for all that is not answered, in the order in which it was asked for. */
  askAgain(): void {
    for (const { text } of this.#pending.values()) this.#send(text);
  }

  end(): void {
    this.#hasEnded = true;
    for (const { fail } of this.#pending.values()) fail(away());
    this.#pending.clear();
  }
}

function writeCall<Name extends BridgeCall>(id: string, name: Name, params: BridgeCallParams<Name>): string {
  const payload = bridgeCalls[name].params.parse(params);
  const text = encodeMessage({ v: BRIDGE_VERSION, id, type: name, payload });
  const bytes = Buffer.byteLength(text);
  if (bytes > BRIDGE_LIMITS.messageBytes) {
    throw new RangeError(`${name} takes ${bytes} bytes, and a message at most ${BRIDGE_LIMITS.messageBytes}`);
  }
  return text;
}

/** A code that only a later package knows is kept for people. */
function problemOf({ code, detail }: { readonly code: string; readonly detail: string }): EditorProblem {
  const known = bridgeProblemCodes.find((one) => one === code);
  return known === undefined
    ? new EditorProblem("internal", `${detail} (${code})`)
    : new EditorProblem(known, detail);
}

const away = () =>
  new EditorProblem(
    "editor-away",
    "The Unity editor was closed, or cannot be reached. Open the project, then try again.",
  );

const unreadable = (name: string, words: readonly string[]) =>
  new EditorProblem(
    "message-invalid",
    `The editor's answer to ${name} is not of this protocol: ${words.join(" ")} Update the package in Unity.`,
  );
