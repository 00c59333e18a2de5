import { BRIDGE_VERSION } from "@assetql/contract";
import type { Connection } from "../socket/connection.ts";
import { encodeMessage } from "../socket/messages.ts";
import { Receiver } from "../transfers/receiver.ts";
import { Sender } from "../transfers/sender.ts";

/** A connection of an editor that has said hello, with the frames that are on their way over it. */
export interface Link {
  readonly connection: Connection;
  readonly sender: Sender;
  readonly receiver: Receiver;
}

export function createLink(connection: Connection, windowBytes: number): Link {
  const giveCredit = (bytes: number) =>
    connection.send(encodeMessage({ v: BRIDGE_VERSION, type: "credit", payload: { bytes } }));
  return {
    connection,
    sender: new Sender(connection, windowBytes),
    receiver: new Receiver(windowBytes, giveCredit),
  };
}
