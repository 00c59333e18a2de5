import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Between an editor and a bridge: counts what passes, and cuts connections. */
export async function startCuttingProxy(port: number) {
  const open = new Set<Socket>();
  const passed = { toEditor: 0, toBridge: 0, connections: 0 };
  const cutAfter: { toEditor: number; toBridge: number } = { toEditor: Infinity, toBridge: Infinity };
  let onCut = () => {};
  let isPaused = false;

  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    passed.connections += 1;
    let head = "";
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (chunk: Buffer) => {
      // The bridge answers only to its own name; the port of the proxy is none.
      const isHead = head === "";
      head = isHead ? chunk.toString("latin1").replace(/^Host: .*$/im, `Host: 127.0.0.1:${port}`) : head;
      forward(isHead ? Buffer.from(head, "latin1") : chunk, { from: near, to: far, way: "toBridge" });
    });
    far.on("data", (chunk: Buffer) => forward(chunk, { from: far, to: near, way: "toEditor" }));
  });

  function forward(
    chunk: Buffer,
    { from, to, way }: { from: Socket; to: Socket; way: "toEditor" | "toBridge" },
  ): void {
    passed[way] += chunk.byteLength;
    if (passed[way] >= cutAfter[way]) {
      cutAfter[way] = Infinity;
      from.destroy();
      onCut();
      return;
    }
    if (!to.write(chunk)) {
      from.pause();
      to.once("drain", () => from.resume());
    }
    if (isPaused) from.pause();
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    /** Cuts once, when so many more bytes have come from one side. */
    cutAfter(way: "toEditor" | "toBridge", bytes: number): void {
      cutAfter[way] = passed[way] + bytes;
    },
    /** The same again and again, however quickly the rest comes. `onEach` is told of each, in the midst of it. */
    cutEach(bytes: number, { times, onEach }: { times: number; onEach?: () => void }): void {
      let cuts = 0;
      onCut = () => {
        cuts += 1;
        onEach?.();
        if (cuts < times) cutAfter.toEditor = passed.toEditor + bytes;
      };
      cutAfter.toEditor = passed.toEditor + bytes;
    },
    cut(): void {
      for (const socket of open) socket.destroy();
    },
    /** Nothing passes any more, though connections stay open. */
    fallSilent(): void {
      isPaused = true;
      for (const socket of open) socket.pause();
    },
    /** New connections pass again. */
    speak(): void {
      isPaused = false;
    },
    async stop(): Promise<void> {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
