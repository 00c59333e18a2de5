import { createServer } from "node:net";

/** Below the ports that systems hand out to whoever asks for any. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/**
 * A port of this machine to be listened on later, or again: nobody has it, and no server or connection that takes
 * any port gets it meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
