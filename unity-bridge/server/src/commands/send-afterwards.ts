import type { BridgeTransfer } from "@assetql/contract";
import type { CommandContext, ContentSource } from "../session/editor-session.ts";

/**
 * Gives content a number, and sends it from `offset` on once that has been answered. When the connection goes
 * meanwhile, the editor asks for it anew.
 */
export function sendAfterwards(
  context: CommandContext,
  content: Uint8Array | ContentSource,
  offset: number,
): BridgeTransfer {
  const { session, afterwards } = context;
  const outgoing = session.reserve(content);
  afterwards(() => outgoing.send(offset, { signal: session.ended }).finally(() => outgoing.release()));
  const { transfer, bytes, crc32 } = outgoing;
  return { transfer, bytes, crc32 };
}
