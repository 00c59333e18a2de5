import type {
  BridgeCall,
  BridgeCallParams,
  BridgeCallResult,
  BridgeCommand,
  BridgeCommandParams,
  BridgeCommandResult,
  BridgeEvent,
  BridgeEventPayload,
  BridgeTransfer,
} from "@assetql/contract";
import type { Presence } from "./presence.ts";

/** What one connected project is to the rest of the bridge. It outlives its connections: a domain reload ends none. */
export interface EditorSession {
  readonly checkout: string;
  readonly projectName: string;
  /**
   * Asks the editor for something; while it is away it waits for it to come back. Throws an `EditorProblem` when the
   * editor refuses, and one with the code `editor-away` when the session ends. A call may be asked more than once.
   */
  call<Name extends BridgeCall>(
    name: Name,
    params: BridgeCallParams<Name>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<BridgeCallResult<Name>>;
  /** Gives content a number, to be told to the editor; nothing is sent yet. */
  reserve(content: Uint8Array | ContentSource): OutgoingTransfer;
  /** Tells the editor of something; kept for when it is away. */
  emit<Name extends BridgeEvent>(name: Name, payload: BridgeEventPayload<Name>): void;
  /** What the editor has sent, by the id that `uploads.finish` gave. Undefined for one that is not known. */
  upload(id: string): Upload | undefined;
  readonly presence: Pick<Presence, "isThere" | "untilThere" | "untilAway">;
  /** Aborted when the session ends. */
  readonly ended: AbortSignal;
}

/** Content that is too large for the memory: it is read while it is sent, a piece at a time. */
export interface ContentSource extends Pick<BridgeTransfer, "bytes" | "crc32"> {
  open(): Promise<ContentReader>;
}

export interface ContentReader {
  /** So many bytes from there; rejects when there are fewer. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface OutgoingTransfer extends BridgeTransfer {
  /**
   * Sends the frames from `offset` to the end, no faster than the editor writes them. Resolves when the last one is on
   * its way. Rejects with `ConnectionLost` when the connection goes meanwhile: offer it again, and go on from where the
   * editor says.
   */
  send(offset: number, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Forgets the content. */
  release(): void;
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface CommandContext {
  readonly session: EditorSession;
  /** Of the editor's request, unique for ever: what is created under it is created once. */
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Runs after the result has been sent: for frames that follow it. */
  afterwards(run: () => Promise<void>): void;
}

export type CommandHandler<Name extends BridgeCommand> = (
  params: BridgeCommandParams<Name>,
  context: CommandContext,
) => Promise<BridgeCommandResult<Name>>;

/** `ping` and the uploads are answered by the wire itself. */
export type CommandHandlers = {
  readonly [Name in Exclude<
    BridgeCommand,
    "ping" | "uploads.begin" | "uploads.finish"
  >]: CommandHandler<Name>;
};
