import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type TcpProxy = Awaited<ReturnType<typeof startTcpProxy>>;

/** A proxy between a client and a hub, which cuts connections or refuses WebSockets as proxies do. */
export async function startTcpProxy(target: () => string) {
  const open = new Set<Socket>();
  const upgraded = new Set<Socket>();
  const state = { refusesUpgrades: false, upgrades: 0, requests: 0 };
  const server = createServer((near) => {
    keep(near);
    let far: Socket | undefined;
    // A client asks for a WebSocket on a connection that it has kept from earlier requests, too.
    near.on("data", (chunk: Buffer) => {
      if (!upgraded.has(near) && isRefused(near, chunk)) {
        near.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      far ??= onward(near);
      far.write(chunk);
    });
    near.on("end", () => far?.end());
  });
  /** Whether a request that begins here is one that may not pass. */
  const isRefused = (near: Socket, head: Buffer): boolean => {
    if (!/^upgrade: *websocket/im.test(head.toString("latin1"))) {
      state.requests += 1;
      return false;
    }
    state.upgrades += 1;
    if (!state.refusesUpgrades) upgraded.add(near);
    return state.refusesUpgrades;
  };
  const onward = (near: Socket): Socket => {
    const { hostname, port } = new URL(target());
    const far = connect(Number(port), hostname);
    keep(far);
    far.pipe(near);
    return far;
  };
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      open.delete(socket);
      upgraded.delete(socket);
    });
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    /** WebSockets that are open now. */
    sockets: () => upgraded.size,
    /** Every connection breaks, without a goodbye. */
    cut() {
      for (const socket of open) socket.destroy();
    },
    stop() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
