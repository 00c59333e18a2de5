import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Log } from "@assetql/connector-sdk";
import { type BridgeHello, bridgeCloseCodes } from "@assetql/contract";
import type { Connection } from "../socket/connection.ts";
import { errorText } from "./commands.ts";
import type { EditorSession } from "./editor-session.ts";
import { type Attached, Session, type SessionOptions } from "./session.ts";

/** Called once a session, when its editor has been welcomed; what it returns runs when the session has ended. */
export type OnSession = (session: EditorSession) => () => void | Promise<void>;

interface Options extends Omit<SessionOptions, "uploadFolder"> {
  readonly onSession: OnSession;
  readonly uploadsFolder: string;
  readonly log: Log;
}

/** The sessions, one a checkout. */
export class Sessions {
  readonly #options: Options;
  readonly #byCheckout = new Map<string, Session>();
  readonly #disposals = new Set<Promise<void>>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** The session of that checkout goes on with this connection, or begins with it. */
  attach(connection: Connection, hello: BridgeHello, welcome: (attached: Attached) => void): void {
    const known = this.#byCheckout.get(hello.project.checkout);
    const session = known ?? this.#create(hello);
    session.attach(connection, hello, welcome);
    if (known === undefined) this.#begin(session);
  }

  /** Ends all of them; resolves when everything that belonged to them is gone. */
  async end(code: number, reason: string): Promise<void> {
    await Promise.all([...this.#byCheckout.values()].map((session) => session.end(code, reason)));
    await Promise.all(this.#disposals);
  }

  /** A session that nobody serves is none: the editor's next hello begins another. */
  #open(session: Session): ReturnType<OnSession> {
    try {
      return this.#options.onSession(session);
    } catch (error) {
      void session.end(bridgeCloseCodes.internal, "Something went wrong in the bridge. Connect again.");
      throw error;
    }
  }

  #create(hello: BridgeHello): Session {
    const { uploadsFolder, ...options } = this.#options;
    const session = new Session(hello, { ...options, uploadFolder: join(uploadsFolder, randomUUID()) });
    this.#byCheckout.set(session.checkout, session);
    session.ended.addEventListener("abort", () => this.#byCheckout.delete(session.checkout));
    return session;
  }

  #begin(session: Session): void {
    const dispose = this.#open(session);
    const disposal = Promise.withResolvers<void>();
    this.#disposals.add(disposal.promise);
    const run = async () => {
      try {
        await dispose();
      } catch (error) {
        this.#options.log("error", "an editor's session was not cleared away", { error: errorText(error) });
      }
      this.#disposals.delete(disposal.promise);
      disposal.resolve();
    };
    if (session.ended.aborted) void run();
    else session.ended.addEventListener("abort", () => void run());
  }
}
