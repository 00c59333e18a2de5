import { once } from "node:events";
import type { Server } from "node:http";
import { BRIDGE_PORT } from "@assetql/contract";

const TRIES = 11;
/** The system gives any. */
const ANY_PORT = 0;
const ADDRESS = "127.0.0.1";

/** The port that was asked for is somebody else's. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";
  readonly code = "port-taken";
  readonly port: number;
  constructor(port: number) {
    super(
      `Port ${port} is taken. End what listens there (perhaps another bridge), or leave the port out: then the bridge takes one that is free.`,
    );
    this.port = port;
  }
}

/**
 * Listens on this machine alone: at `port`, or else at the usual port or the next one that is free. Says at which.
 * Throws a {@link PortTakenError} for a `port` that is taken.
 */
export async function listen(server: Server, port?: number): Promise<number> {
  if (port !== undefined) {
    if (await tryPort(server, port)) return portOf(server);
    throw new PortTakenError(port);
  }
  const usual = Array.from({ length: TRIES }, (_, index) => BRIDGE_PORT + index);
  for (const candidate of [...usual, ANY_PORT]) {
    if (await tryPort(server, candidate)) return portOf(server);
  }
  throw new PortTakenError(BRIDGE_PORT);
}

async function tryPort(server: Server, port: number): Promise<boolean> {
  server.listen(port, ADDRESS);
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // Windows answers EACCES for ports that it has reserved.
    if (code === "EADDRINUSE" || code === "EACCES") return false;
    throw error;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
