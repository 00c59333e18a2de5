import {
  LIVE_PATH,
  type LiveClientMessage,
  type LiveServerMessage,
  liveServerMessageSchema,
} from "@assetql/contract";
import { WebSocket } from "ws";
import { until } from "../support/until.ts";

export type RawSocket = ReturnType<typeof openRawSocket>;

/** A socket without a client's care: what is sent and what comes, and how it ends. */
export function openRawSocket(
  hubUrl: string,
  {
    path = LIVE_PATH,
    ...options
  }: { path?: string; origin?: string; headers?: Record<string, string>; autoPong?: boolean } = {},
) {
  const socket = new WebSocket(hubUrl.replace(/^http/, "ws") + path, options);
  const messages: LiveServerMessage[] = [];
  const opened = new Promise<number>((resolve) => {
    socket.once("open", () => resolve(101));
    socket.once("unexpected-response", (_, { statusCode = 0 }) => {
      resolve(statusCode);
      socket.terminate();
    });
  });
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  socket.on("message", (data) => messages.push(liveServerMessageSchema.parse(JSON.parse(String(data)))));
  return {
    socket,
    messages,
    /** The status of the answer to the upgrade; 101 when it was taken. */
    opened,
    /** The code it was closed with. */
    closed,
    async send(message: LiveClientMessage | string): Promise<void> {
      await opened;
      socket.send(typeof message === "string" ? message : JSON.stringify(message));
    },
    /** The first message of this type, waited for. */
    message: <Type extends LiveServerMessage["type"]>(type: Type) =>
      until(async () =>
        messages.find((one): one is Extract<LiveServerMessage, { type: Type }> => one.type === type),
      ),
  };
}
