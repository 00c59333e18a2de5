/** The other end of the bare relay: frames to files in a folder. `node bare-client.ts PORT FOLDER`. */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { FRAME_HEADER_BYTES, readFrameHeader } from "@assetql/contract";
import { WebSocket } from "ws";

const [port = "", folder = ""] = process.argv.slice(2);
const files = new Map<number, number>();
const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
socket.on("message", (data) => {
  if (!Buffer.isBuffer(data)) throw new Error("a fragmented message");
  const header = readFrameHeader(data);
  if (header === undefined) throw new Error("no frame");
  const file = files.get(header.transfer) ?? openSync(join(folder, `${header.transfer}.png`), "w");
  files.set(header.transfer, file);
  writeSync(file, data, FRAME_HEADER_BYTES);
  if (!header.isLast) return;
  closeSync(file);
  files.delete(header.transfer);
});
socket.on("close", () => process.exit(files.size === 0 ? 0 : 1));
