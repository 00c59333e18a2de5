import type { BridgeCallResult, PublicationId } from "@assetql/contract";
import type { EditorSession, OutgoingTransfer } from "../session/editor-session.ts";
import { ConnectionLost, EditorProblem } from "../session/problems.ts";
import type { Change } from "./parts.ts";

export type Offer = BridgeCallResult<"files.offer">;

interface Sent {
  readonly pullId: PublicationId;
  readonly externalId: string;
  /** Where a new one is to go. */
  readonly path: string;
  readonly transfer: OutgoingTransfer;
  /** Whether the place that the editor gives is one for this content. */
  readonly fits: (offer: Offer) => boolean;
}

type Asking = Pick<Change, "paced" | "signal">;

/**
 * Offers content and sends what the editor has not got of it yet. After a lost connection it is offered again, for as
 * long as the session lives. Nothing is sent where it does not fit. Throws EditorProblems.
 */
export async function sendContent(session: EditorSession, asking: Asking, sent: Sent): Promise<Offer> {
  const { pullId, externalId, path, transfer, fits } = sent;
  const { paced, signal } = asking;
  const { transfer: number, bytes, crc32 } = transfer;
  for (;;) {
    const offer = await paced(() =>
      session.call("files.offer", { transfer: number, bytes, crc32, pullId, externalId, path }, { signal }),
    );
    if (!fits(offer) || offer.offset >= bytes) return offer;
    try {
      await paced(() => transfer.send(offer.offset, { signal }));
      return offer;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
    }
  }
}

/** The last frames were on their way when the connection went, or did not arrive as they were sent. */
const anew: ReadonlySet<string> = new Set(["staging-missing", "upload-incomplete", "checksum-mismatch"]);
const TRIES = 5;

/** Runs `send`, which ends with the content's staging, again when content has not come whole. */
export async function untilWhole<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof EditorProblem) || !anew.has(error.code) || tries === TRIES) throw error;
    }
  }
}
