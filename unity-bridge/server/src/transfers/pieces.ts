import { BRIDGE_LIMITS } from "@assetql/contract";
import type { ContentSource } from "../session/editor-session.ts";
import type { Sender } from "./sender.ts";

/** In memory at a time, of each that is sent. */
const PIECE_BYTES = 4 * BRIDGE_LIMITS.chunkBytes;

interface Sent {
  readonly transfer: number;
  readonly source: ContentSource;
  readonly offset: number;
}

/** Sends from `offset` to the end, no more in memory than a piece. Rejects as the sender does, and as the source does. */
export async function sendPieces(
  sender: Pick<Sender, "send">,
  { transfer, source, offset }: Sent,
  signal?: AbortSignal,
): Promise<void> {
  if (offset === source.bytes) return;
  const reader = await source.open();
  try {
    for (let at = offset; at < source.bytes; at += PIECE_BYTES) {
      const end = Math.min(source.bytes, at + PIECE_BYTES);
      const content = await reader.read(at, end - at);
      const piece = { at, isLast: end === source.bytes };
      await sender.send({ transfer, content, offset: 0, piece }, signal);
    }
  } finally {
    await reader.close();
  }
}
