import { type BridgeMessage, bridgeMessageSchema } from "@assetql/contract";

/** A text that is no message of this protocol; its words go into the reason of the close, and repeat nothing of it. */
export class MessageError extends Error {
  override readonly name = "MessageError";
}

/** The members come in the order in which they stand in the schema; equal messages are equal bytes. */
export function encodeMessage(message: BridgeMessage): string {
  return JSON.stringify(bridgeMessageSchema.parse(message));
}

/** Throws a {@link MessageError}. */
export function decodeMessage(text: string): BridgeMessage {
  const parsed = bridgeMessageSchema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new MessageError("The message is none of this protocol. PROTOCOL.md says what its members are.");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MessageError("The message is not JSON.");
  }
}
