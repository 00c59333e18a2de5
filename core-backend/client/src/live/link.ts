import type { LiveServerMessage } from "@assetql/contract";
import { UnexpectedResponseError } from "../call/errors.ts";
import type { Call } from "../call/types.ts";
import { wait } from "../call/wait.ts";
import { backoff } from "./backoff.ts";
import { pollEvents } from "./poller.ts";
import { problemError } from "./problem-error.ts";
import { type LiveSocket, openSocket } from "./socket.ts";
import type { LiveSubscription } from "./subscription.ts";

/** Without a socket for so long, subscriptions are polled until there is one. */
const POLL_AFTER_MS = 1_000;
/** A socket that lived for so long was no failure. */
const STABLE_MS = 5_000;

export interface LinkOptions {
  readonly baseUrl: string;
  readonly apiKey: (() => string) | undefined;
  readonly workspaceId?: string | undefined;
  readonly call: Call;
  readonly backoffMs: number;
  /** `undefined` where there is none: everything is polled then. */
  readonly WebSocket: typeof globalThis.WebSocket | undefined;
}

/** How a subscription is fed. */
interface Member {
  /** Its name on the socket that is open; none while it is not asked for there. */
  name?: string | undefined;
  /** The hub has said, under this name, from where on it follows. */
  isOpen?: boolean;
  poll?: AbortController | undefined;
}

type Message<Type extends LiveServerMessage["type"]> = Extract<LiveServerMessage, { type: Type }>;

/**
 * Feeds all subscriptions of a client: over one socket while there is one, by polling while there is none. Either way
 * goes on from the last event that a subscription has had.
 */
export class LiveLink {
  readonly #options: LinkOptions;
  readonly #members = new Map<LiveSubscription, Member>();
  #running: AbortController | undefined;
  /** Set while the hub has said welcome on it. */
  #socket: LiveSocket | undefined;
  #isPolling = false;
  #pollTimer: ReturnType<typeof setTimeout> | undefined;
  #names = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** Feeds a subscription until the returned function is called. */
  follow(subscription: LiveSubscription): () => void {
    this.#members.set(subscription, {});
    this.#ask(subscription);
    if (this.#isPolling) this.#poll(subscription);
    if (this.#running === undefined) this.#start();
    return () => this.#release(subscription);
  }

  /** The reader has taken everything: a subscription that was too far ahead of it goes on. */
  drained(subscription: LiveSubscription): void {
    if (this.#members.get(subscription)?.name === undefined) this.#ask(subscription);
  }

  #start(): void {
    this.#running = new AbortController();
    const { WebSocket, apiKey } = this.#options;
    if (WebSocket === undefined || apiKey === undefined) this.#startPolling();
    else void this.#keepSocket({ WebSocket, apiKey }, this.#running.signal);
  }

  #release(subscription: LiveSubscription): void {
    const { name, poll } = this.#members.get(subscription) ?? {};
    poll?.abort();
    if (name !== undefined) this.#socket?.send({ type: "unsubscribe", id: name });
    this.#members.delete(subscription);
    if (this.#members.size > 0) return;
    this.#running?.abort();
    this.#running = undefined;
    this.#socket = undefined;
    this.#stopPolling();
  }

  /** Opens a socket again and again until `signal` is aborted. Never rejects. */
  async #keepSocket(
    given: { WebSocket: typeof globalThis.WebSocket; apiKey: () => string },
    signal: AbortSignal,
  ): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      this.#pollTimer ??= setTimeout(() => this.#startPolling(), POLL_AFTER_MS);
      const openedAt = performance.now();
      const socket = openSocket({
        ...given,
        baseUrl: this.#options.baseUrl,
        workspaceId: this.#options.workspaceId,
        onMessage: (message) => {
          if (!signal.aborted) this.#take(socket, message);
        },
      });
      signal.addEventListener("abort", socket.close, { once: true });
      await socket.closed;
      signal.removeEventListener("abort", socket.close);
      if (signal.aborted) return;
      this.#socket = undefined;
      for (const member of this.#members.values()) member.name = undefined;
      failures = performance.now() - openedAt > STABLE_MS ? 0 : failures + 1;
      await wait(backoff(failures, this.#options), signal).catch(() => undefined);
    }
  }

  #take(socket: LiveSocket, message: LiveServerMessage | undefined): void {
    if (message === undefined) this.#failAll(unknownMessage());
    else if (message.type === "welcome") this.#welcomed(socket);
    else if (message.type === "problem") this.#refused(message);
    else if (message.type !== "pong") this.#feed(message);
  }

  #welcomed(socket: LiveSocket): void {
    this.#socket = socket;
    this.#stopPolling();
    for (const subscription of this.#members.keys()) this.#ask(subscription);
  }

  #feed(message: Message<"events" | "gap">): void {
    const subscription = this.#named(message.subscription);
    const member = subscription && this.#members.get(subscription);
    // None when it was left, or asked for anew, meanwhile.
    if (subscription === undefined || member === undefined) return;
    if (message.type === "gap") {
      subscription.skipTo(message.oldestSeq);
      return;
    }
    subscription.accept(message.events, message.lastSeq);
    if (!member.isOpen) subscription.opened();
    member.isOpen = true;
    if (!subscription.isFull) return;
    this.#members.set(subscription, {});
    this.#socket?.send({ type: "unsubscribe", id: message.subscription });
  }

  #refused({ subscription: name, code, detail }: Message<"problem">): void {
    const error = problemError(code, detail);
    if (name !== undefined) this.#fail(this.#named(name), error);
    // The socket is closed as well. Where the hub could not help it, the link tries again.
    else if (code !== "unavailable" && code !== "internal") this.#failAll(error);
  }

  #ask(subscription: LiveSubscription): void {
    if (this.#socket === undefined || !this.#members.has(subscription)) return;
    // A new name each time: what is still on its way under the old one must not be taken for the new one's.
    this.#names += 1;
    const name = `s${this.#names}`;
    this.#members.set(subscription, { name });
    const { scope, position: after } = subscription;
    this.#socket.send({ type: "subscribe", id: name, scope, ...(after === undefined ? {} : { after }) });
  }

  #named(name: string): LiveSubscription | undefined {
    for (const [subscription, member] of this.#members) if (member.name === name) return subscription;
    return undefined;
  }

  #fail(subscription: LiveSubscription | undefined, error: unknown): void {
    if (subscription === undefined) return;
    subscription.fail(error);
    this.#release(subscription);
  }

  #failAll(error: unknown): void {
    for (const subscription of [...this.#members.keys()]) this.#fail(subscription, error);
  }

  #startPolling(): void {
    this.#isPolling = true;
    for (const subscription of this.#members.keys()) this.#poll(subscription);
  }

  #stopPolling(): void {
    clearTimeout(this.#pollTimer);
    this.#pollTimer = undefined;
    this.#isPolling = false;
    for (const { poll } of this.#members.values()) poll?.abort();
  }

  #poll(subscription: LiveSubscription): void {
    const poll = new AbortController();
    this.#members.set(subscription, { poll });
    pollEvents(this.#options, subscription, poll.signal).catch((error: unknown) =>
      this.#fail(subscription, error),
    );
  }
}

const unknownMessage = () =>
  new UnexpectedResponseError(
    101,
    "The hub sent an update that this version of the client does not know. Do hub and client have the same version?",
  );
