/**
 * What the bridge is measured against: HTTP → WebSocket, and nothing else. `node bare-relay.ts HUB KEY`, then a message
 * with the assets' ids; tells its port, and sends whoever connects every image in binary frames.
 */
import { once } from "node:events";
import { createClient } from "@assetql/client";
import { BRIDGE_LIMITS, FRAME_HEADER_BYTES, writeFrameHeader } from "@assetql/contract";
import { type WebSocket, WebSocketServer } from "ws";

const AT_ONCE = 6;
const MOST_UNSENT = BRIDGE_LIMITS.windowBytes;

const [baseUrl = "", apiKey = ""] = process.argv.slice(2);
const client = createClient({ baseUrl, apiKey });
const ids: string[] = await once(process, "message").then(([given]) => given);
// Asking for the addresses is no part of moving bytes.
const urls = await Promise.all(ids.map((id) => client.assets.downloadUrl(id, { format: "png" })));

async function send(socket: WebSocket, index: number): Promise<void> {
  const answer = await fetch(new URL(urls[index] ?? "", baseUrl));
  const content = new Uint8Array(await answer.arrayBuffer());
  for (let offset = 0; offset < content.byteLength; offset += BRIDGE_LIMITS.chunkBytes) {
    const part = content.subarray(offset, offset + BRIDGE_LIMITS.chunkBytes);
    const frame = new Uint8Array(FRAME_HEADER_BYTES + part.byteLength);
    const isLast = offset + part.byteLength === content.byteLength;
    writeFrameHeader(frame, { transfer: index, offset, isLast });
    frame.set(part, FRAME_HEADER_BYTES);
    const sent = new Promise<void>((resolve) => socket.send(frame, () => resolve()));
    if (socket.bufferedAmount > MOST_UNSENT) await sent;
  }
}

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", async (socket) => {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < urls.length) await send(socket, next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  socket.close();
});
await once(server, "listening");
const address = server.address();
process.send?.(typeof address === "object" ? address?.port : undefined);
process.once("message", () => process.exit(0));
