import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type TcpProxy = Awaited<ReturnType<typeof startTcpProxy>>;

/** A proxy between a client and a hub, which cuts connections or refuses WebSockets as proxies do. */
export async function startTcpProxy(target: () => string) {
  const open = new Set<Socket>();
  const upgraded = new Set<Socket>();
  const state = { refusesUpgrades: false, upgrades: 0, requests: 0 };
  const server = createServer((near) => {
    keep(near);
    near.once("data", (head: Buffer) => {
      const text = head.toString("latin1");
      const isUpgrade = /^upgrade: *websocket/im.test(text);
      if (isUpgrade) state.upgrades += 1;
      else state.requests += 1;
      if (isUpgrade && state.refusesUpgrades) {
        near.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      if (isUpgrade) upgraded.add(near);
      const { hostname, port } = new URL(target());
      const far = connect(Number(port), hostname);
      keep(far);
      far.write(head);
      near.pipe(far);
      far.pipe(near);
    });
  });
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
