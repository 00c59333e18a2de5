import type { IncomingMessage } from "node:http";

export interface Client {
  /** IPv4 or IPv6. */
  readonly address: string;
  /** A program on this machine calls, and no proxy for somebody else. */
  readonly isLocal: boolean;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/i;
const FORWARDING = ["x-forwarded-for", "forwarded", "x-real-ip", "via"] as const;

/**
 * Who calls. With `trustProxy` it is who the proxy before the hub says: the last address of `X-Forwarded-For`, which
 * that proxy has appended; a client can only write those before it. Without, a proxy on this machine counts as one
 * client, but never as a local one.
 */
export function clientOf(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  { trustProxy }: { trustProxy: boolean },
): Client | undefined {
  const peer = socket.remoteAddress;
  if (peer === undefined) return undefined;
  const forwarded = trustProxy ? lastAddress(headers["x-forwarded-for"]) : undefined;
  if (forwarded !== undefined) return { address: forwarded, isLocal: false };
  return {
    address: peer,
    isLocal: LOOPBACK.test(peer) && FORWARDING.every((name) => headers[name] === undefined),
  };
}

/** Without the port and the brackets that some proxies add. */
function lastAddress(header: string | readonly string[] | undefined): string | undefined {
  const last =
    String(header ?? "")
      .split(",")
      .at(-1)
      ?.trim() ?? "";
  const bare = /^\[([^\]]+)\]/.exec(last)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(last)?.[1] ?? last;
  return bare === "" ? undefined : bare.slice(0, 64);
}
