import {
  LIVE_PATH,
  type LiveClientMessage,
  type LiveServerMessage,
  liveServerMessageSchema,
} from "@assetql/contract";

const OPENING_MS = 10_000;
const PING_EVERY_MS = 15_000;
/** A hub that is silent for so long is gone, whatever the connection says. */
const SILENCE_MS = 40_000;

export interface SocketOptions {
  readonly baseUrl: string;
  readonly apiKey: () => string;
  readonly workspaceId?: string | undefined;
  readonly WebSocket: typeof globalThis.WebSocket;
  /** `undefined` stands for a message that this version does not know. */
  onMessage(message: LiveServerMessage | undefined): void;
}

export interface LiveSocket {
  send(message: LiveClientMessage): void;
  close(): void;
  /** Resolves when the socket is no more, for whatever reason. */
  readonly closed: Promise<void>;
}

/** Opens a socket and says hello. Where the page's policy forbids it, the socket is closed at once. */
export function openSocket(options: SocketOptions): LiveSocket {
  try {
    return connect(options);
  } catch {
    return { send: () => undefined, close: () => undefined, closed: Promise.resolve() };
  }
}

function connect({ baseUrl, apiKey, workspaceId, WebSocket, onMessage }: SocketOptions): LiveSocket {
  const socket = new WebSocket(addressOf(baseUrl));
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let heardAt = performance.now();
  const send = (message: LiveClientMessage): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const opening = setTimeout(() => close(), OPENING_MS);
  const heartbeat = setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MS) close();
    else send({ type: "ping" });
  }, PING_EVERY_MS);
  // Nobody waits for the other side's goodbye: it may be gone.
  const over = (): void => {
    clearTimeout(opening);
    clearInterval(heartbeat);
    socket.onmessage = null;
    resolve();
  };
  const close = (): void => {
    over();
    socket.close();
  };
  socket.onopen = () => {
    send({ type: "hello", token: apiKey(), ...(workspaceId === undefined ? {} : { workspaceId }) });
  };
  socket.onmessage = ({ data }) => {
    heardAt = performance.now();
    clearTimeout(opening);
    onMessage(parse(data));
  };
  socket.onerror = close;
  socket.onclose = over;
  return { send, close, closed };
}

function addressOf(baseUrl: string): string {
  const url = new URL(baseUrl.replace(/\/+$/, "") + LIVE_PATH);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function parse(data: unknown): LiveServerMessage | undefined {
  try {
    return liveServerMessageSchema.parse(JSON.parse(String(data)));
  } catch {
    return undefined;
  }
}
