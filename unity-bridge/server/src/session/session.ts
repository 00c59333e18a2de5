import { randomUUID } from "node:crypto";
import type { Log } from "@assetql/connector-sdk";
import {
  BRIDGE_VERSION,
  type BridgeCall,
  type BridgeCallParams,
  type BridgeCallResult,
  type BridgeEvent,
  type BridgeEventPayload,
  type BridgeHello,
  type BridgeMessage,
  bridgeCloseCodes,
  bridgeEvents,
} from "@assetql/contract";
import type { Connection } from "../socket/connection.ts";
import type { WireLimits } from "../socket/limits.ts";
import { decodeMessage, encodeMessage, MessageError } from "../socket/messages.ts";
import { OutgoingTransfers } from "../transfers/outgoing.ts";
import { Uploads } from "../transfers/uploads.ts";
import { Answers } from "./answers.ts";
import { Calls } from "./calls.ts";
import type {
  CommandHandlers,
  ContentSource,
  EditorSession,
  OutgoingTransfer,
  Upload,
} from "./editor-session.ts";
import { EventLog } from "./event-log.ts";
import { createLink, type Link } from "./link.ts";
import { Presence } from "./presence.ts";
import { Requests } from "./requests.ts";

export interface SessionOptions {
  readonly handlers: CommandHandlers;
  readonly limits: WireLimits;
  readonly log: Log;
  /** Of this session alone; what is in it goes with the session. */
  readonly uploadFolder: string;
}

export interface Attached {
  readonly resumeId: string;
  readonly resumed: boolean;
  readonly lastSeq: number;
  /** What was last told of the hub. */
  readonly hubDetail: string | null;
}

/** Of what a welcome says of the hub, characters. */
const MAX_DETAIL = 2_000;

/** One checkout, over all its connections. */
export class Session implements EditorSession {
  readonly checkout: string;
  readonly presence = new Presence();
  readonly #limits: WireLimits;
  readonly #ended = new AbortController();
  readonly #events: EventLog;
  readonly #calls = new Calls((text) => this.#link?.connection.send(text));
  readonly #outgoing: OutgoingTransfers;
  readonly #uploads: Uploads;
  readonly #requests: Requests;
  readonly #log: Log;
  #projectName: string;
  #resumeId = randomUUID();
  #link: Link | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #transfers = 0;
  #hubDetail: string | null = null;

  constructor({ project }: BridgeHello, { handlers, limits, log, uploadFolder }: SessionOptions) {
    this.checkout = project.checkout;
    this.#projectName = project.name;
    this.#limits = limits;
    this.#log = log;
    this.#events = new EventLog(limits.keptEvents);
    const nextNumber = () => this.#nextNumber();
    this.#outgoing = new OutgoingTransfers(nextNumber);
    this.#uploads = new Uploads({ folder: uploadFolder, nextNumber, maxUploads: limits.uploads, log });
    this.#requests = new Requests({
      answers: new Answers(limits),
      maxRunning: limits.running,
      session: this,
      handlers,
      uploads: this.#uploads,
      outgoing: this.#outgoing,
      log,
    });
  }

  get projectName(): string {
    return this.#projectName;
  }

  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  call<Name extends BridgeCall>(
    name: Name,
    params: BridgeCallParams<Name>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<BridgeCallResult<Name>> {
    const answered = () => {
      if ("transfer" in params && this.#link !== undefined)
        this.#outgoing.told(params.transfer, this.#link.sender);
    };
    return this.#calls.ask(name, params, { answered, ...(signal === undefined ? {} : { signal }) });
  }

  reserve(content: Uint8Array | ContentSource): OutgoingTransfer {
    return this.#outgoing.reserve(content);
  }

  emit<Name extends BridgeEvent>(name: Name, payload: BridgeEventPayload<Name>): void {
    if (this.ended.aborted) return;
    const ordered = bridgeEvents[name].parse(payload);
    if ("reachable" in ordered) this.#hubDetail = ordered.detail?.slice(0, MAX_DETAIL) ?? null;
    const text = this.#events.add((seq) =>
      encodeMessage({ v: BRIDGE_VERSION, seq, type: name, payload: ordered }),
    );
    this.#link?.connection.send(text);
  }

  upload(id: string): Upload | undefined {
    return this.#uploads.get(id);
  }

  /**
   * Goes on over a new connection; an older one is closed. `welcome` is called before anything else is sent: then come
   * the events that were missed, and what the editor has not answered yet.
   */
  attach(
    connection: Connection,
    { project, resume }: BridgeHello,
    welcome: (attached: Attached) => void,
  ): void {
    clearTimeout(this.#expiry);
    const older = this.#link;
    const link = createLink(connection, this.#limits.windowBytes);
    this.#link = link;
    this.presence.isThere = true;
    this.#projectName = project.name;
    older?.connection.close(
      bridgeCloseCodes.replaced,
      "This project was opened by another editor, which counts now.",
    );
    connection.handOver({
      text: (text) => this.#receive(text, link),
      frame: (bytes) => this.#receiveFrame(bytes, link),
      gone: () => this.#detach(link),
    });
    const missed = resume?.resumeId === this.#resumeId ? this.#events.after(resume.lastSeq) : undefined;
    // Whoever begins anew is another editor to the older ones.
    if (resume?.resumeId !== this.#resumeId) this.#resumeId = randomUUID();
    welcome({
      resumeId: this.#resumeId,
      resumed: missed !== undefined,
      lastSeq: this.#events.lastSeq,
      hubDetail: this.#hubDetail,
    });
    for (const text of missed ?? []) connection.send(text);
    this.#calls.askAgain();
  }

  /** Ends for good; a connection that is open is closed. */
  async end(code: number, reason: string): Promise<void> {
    if (this.ended.aborted) return;
    clearTimeout(this.#expiry);
    this.#ended.abort(new Error("the editor's session has ended"));
    this.#link?.connection.close(code, reason);
    this.#calls.end();
    await this.#uploads.discard();
  }

  #nextNumber(): number {
    this.#transfers = this.#transfers === 0xffff_ffff ? 1 : this.#transfers + 1;
    return this.#transfers;
  }

  #detach(link: Link): void {
    link.sender.stop();
    if (this.#link !== link) return;
    this.#link = undefined;
    this.presence.isThere = false;
    if (this.ended.aborted) return;
    const end = () => this.end(bridgeCloseCodes.stopping, "").catch((error: unknown) => this.#failed(error));
    this.#expiry = setTimeout(() => void end(), this.#limits.sessionSeconds * 1_000);
  }

  #receive(text: string, link: Link): void {
    try {
      this.#dispatch(decodeMessage(text), link);
    } catch (error) {
      if (error instanceof MessageError) {
        link.connection.close(bridgeCloseCodes.invalid, error.message);
        return;
      }
      this.#failed(error);
      link.connection.close(bridgeCloseCodes.internal, "Something went wrong in the bridge. Connect again.");
    }
  }

  #dispatch(message: BridgeMessage, link: Link): void {
    if ("id" in message) this.#requests.receive(message, link);
    else if ("seq" in message) throw new MessageError("Only the bridge tells of events.");
    else if ("re" in message) this.#calls.answer(message.re, answerOf(message));
    else if (!link.sender.addCredit(message.payload.bytes)) {
      throw new MessageError("More credit was given than content was sent.");
    }
  }

  #receiveFrame(bytes: Uint8Array, link: Link): void {
    const complaint = link.receiver.receive(bytes);
    if (complaint !== undefined) link.connection.close(bridgeCloseCodes.invalid, complaint);
  }

  #failed(error: unknown): void {
    this.#log("error", "an editor's session failed", { error: String(error) });
  }
}

const answerOf = (message: Extract<BridgeMessage, { re: string }>) =>
  message.type === "problem" ? { problem: message.payload } : { result: message.payload };
