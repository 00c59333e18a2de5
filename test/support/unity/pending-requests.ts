import { randomUUID } from "node:crypto";
import type { BridgeMessage } from "@assetql/contract";
import { BridgeRefusal, requestText } from "./protocol.ts";

export const newId = (): string => randomUUID();

interface Pending {
  readonly text: string;
  readonly answered: PromiseWithResolvers<unknown>;
}

type Answer = Extract<BridgeMessage, { re: string }>;

/** What the bridge has been asked for and has not answered yet. */
export class PendingRequests {
  readonly #pending = new Map<string, Pending>();
  readonly #send: (text: string) => void;

  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  ask(type: string, params: unknown, id: string = newId()): Promise<unknown> {
    const pending = { text: requestText(id, type, params), answered: Promise.withResolvers<unknown>() };
    this.#pending.set(id, pending);
    this.#send(pending.text);
    return pending.answered.promise;
  }

  answer({ re, type, payload }: Answer): void {
    const pending = this.#pending.get(re);
    this.#pending.delete(re);
    if (type === "problem") pending?.answered.reject(new BridgeRefusal(payload));
    else pending?.answered.resolve(payload);
  }

  /** Of one that is not asked again on another connection. */
  forget(id: string, why: Error): void {
    this.#pending.get(id)?.answered.reject(why);
    this.#pending.delete(id);
  }

  askAgain(): void {
    for (const { text } of this.#pending.values()) this.#send(text);
  }
}
