import {
  LIVE_LIMITS,
  type LiveClientMessage,
  type LiveServerMessage,
  liveClientMessageSchema,
  liveCloseCodes,
  type ProblemCode,
  ProblemError,
} from "@assetql/contract";
import { checkScope, type FeedReader, type LiveFeed, lastSeqOf, type Principal } from "@assetql/core";
import type { ApiDeps } from "../api-deps.ts";
import type { Credentials } from "../http/authorize.ts";
import { assertStillFollows, followerOf } from "./follower.ts";
import { pump } from "./subscription.ts";
import type { LiveTimings } from "./timings.ts";

/** A socket, as the protocol needs it. */
export interface LivePeer {
  /** Resolves when the text has left this process; rejects when it cannot. */
  send(text: string): Promise<void>;
  close(code: number, reason: string): void;
}

interface SessionDeps {
  readonly api: ApiDeps;
  readonly feed: LiveFeed;
  readonly timings: LiveTimings;
}

interface Connection {
  readonly peer: LivePeer;
  readonly credentials: Credentials;
  readonly onEnd: () => void;
}

/** Messages that wait for the one before them. */
const MAX_WAITING = 2 * LIVE_LIMITS.subscriptions;

type CloseReason = keyof typeof liveCloseCodes;
const closeReasons: { readonly [Code in ProblemCode]?: CloseReason } = {
  unauthenticated: "unauthenticated",
  forbidden: "unauthenticated",
  unavailable: "internal",
};

/** One client's socket: who it is, what it follows, and its end. */
export class LiveSession {
  readonly #deps: SessionDeps;
  readonly #connection: Connection;
  readonly #subscriptions = new Map<string, AbortController>();
  readonly #helloTimer: NodeJS.Timeout;
  #recheckTimer: NodeJS.Timeout | undefined;
  #client: { principal: Principal; reader: FeedReader } | undefined;
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #isOver = false;

  constructor(deps: SessionDeps, connection: Connection) {
    this.#deps = deps;
    this.#connection = connection;
    this.#helloTimer = setTimeout(() => {
      const problem = new ProblemError(
        "unauthenticated",
        `Say hello with your key within ${LIVE_LIMITS.helloSeconds} seconds.`,
      );
      this.#refuse(problem, "unauthenticated");
    }, deps.timings.helloMs);
    const { credentials } = connection;
    if (credentials.authorization !== undefined) this.#enqueue(() => this.#welcome(credentials));
  }

  /** A message came in; messages are dealt with in order. */
  receive(text: string): void {
    if (this.#waiting < MAX_WAITING) this.#enqueue(() => this.#handle(text));
    else {
      const detail = "Wait for answers before you send more messages.";
      this.#refuse(new ProblemError("request-invalid", detail), "invalid");
    }
  }

  /** The hub stops. */
  stop(): void {
    this.#close("stopping");
  }

  /** The socket is gone. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#helloTimer);
    clearInterval(this.#recheckTimer);
    for (const controller of this.#subscriptions.values()) controller.abort();
    this.#client?.reader.close();
    this.#connection.onEnd();
  }

  #enqueue(work: () => Promise<void>): void {
    this.#waiting += 1;
    this.#work = this.#work
      .then(() => (this.#isOver ? undefined : work()))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  async #handle(text: string): Promise<void> {
    const message = parseMessage(text);
    if (message.type === "hello") {
      const { token, workspaceId } = message;
      return this.#welcome({ authorization: `Bearer ${token}`, workspaceId });
    }
    if (this.#client === undefined) {
      throw new ProblemError("unauthenticated", "Say hello with your key before anything else.");
    }
    switch (message.type) {
      case "subscribe":
        return this.#subscribe(message);
      case "unsubscribe":
        this.#subscriptions.get(message.id)?.abort();
        this.#subscriptions.delete(message.id);
        return;
      case "ping":
        // Waited for, so that who pings without reading fills no memory.
        return this.#send({ type: "pong" });
    }
  }

  async #welcome(credentials: Credentials): Promise<void> {
    const { api, feed, timings } = this.#deps;
    if (this.#client !== undefined) throw new ProblemError("request-invalid", "Hello was said already.");
    const principal = await followerOf(api.core, credentials);
    const reader = await feed.follow(principal.workspaceId);
    if (this.#isOver) return reader.close();
    clearTimeout(this.#helloTimer);
    this.#client = { principal, reader };
    const recheck = (): Promise<void> => assertStillFollows(api.core, credentials, principal);
    this.#recheckTimer = setInterval(() => this.#enqueue(recheck), timings.recheckMs);
    void this.#send({ type: "welcome", lastSeq: await lastSeqOf(api.core, principal.workspaceId) });
  }

  async #subscribe(message: Extract<LiveClientMessage, { type: "subscribe" }>): Promise<void> {
    const { api } = this.#deps;
    const client = this.#client;
    if (client === undefined) return;
    const { id, scope } = message;
    try {
      this.#assertFree(id);
      await checkScope(api.core, client.principal, scope);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return this.#send({ type: "problem", code: error.code, detail: error.message, subscription: id });
    }
    const after = message.after ?? (await lastSeqOf(api.core, client.principal.workspaceId));
    if (this.#isOver) return;
    const controller = new AbortController();
    this.#subscriptions.set(id, controller);
    const { signal } = controller;
    pump({ id, scope, after, signal }, client.reader, (out) => this.#send(out)).catch((error: unknown) => {
      if (!signal.aborted) this.#fail(error);
    });
  }

  #assertFree(id: string): void {
    if (this.#subscriptions.has(id)) {
      throw new ProblemError("request-invalid", `There is a subscription "${id}" already.`);
    }
    if (this.#subscriptions.size >= LIVE_LIMITS.subscriptions) {
      const detail = `A socket takes ${LIVE_LIMITS.subscriptions} subscriptions. End some, or follow the workspace.`;
      throw new ProblemError("request-invalid", detail);
    }
  }

  /** A socket that does not take a message in time is closed; one that is gone ends by itself. */
  async #send(message: LiveServerMessage): Promise<void> {
    if (this.#isOver) return;
    const timer = setTimeout(() => this.#close("tooSlow"), this.#deps.timings.sendMs);
    try {
      await this.#connection.peer.send(JSON.stringify(message));
    } catch {
      this.end();
    } finally {
      clearTimeout(timer);
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    if (error instanceof ProblemError) {
      this.#refuse(error, closeReasons[error.code] ?? "invalid");
      return;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#deps.api.log("error", "a live socket failed", { error: text });
    this.#close("internal");
  }

  #refuse({ code, message }: ProblemError, reason: CloseReason): void {
    void this.#send({ type: "problem", code, detail: message });
    this.#close(reason);
  }

  #close(reason: CloseReason): void {
    if (this.#isOver) return;
    this.#deps.api.log("info", "a live socket was closed", { reason });
    this.#connection.peer.close(liveCloseCodes[reason], reason);
    this.end();
  }
}

function parseMessage(text: string): LiveClientMessage {
  try {
    return liveClientMessageSchema.parse(JSON.parse(text));
  } catch {
    throw new ProblemError("request-invalid", "This is no message of the live protocol. See docs/live.md.");
  }
}
