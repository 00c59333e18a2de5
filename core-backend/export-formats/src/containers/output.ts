import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { type Lifetime, orAbort } from "../abort.ts";
import { ExportError } from "../problems.ts";

/** The only way into the sink. */
export interface Output {
  /** Bytes written so far. */
  readonly bytes: number;
  /** Resolves once the sink wants more. */
  write(chunk: Uint8Array): Promise<void>;
  /** Ends the sink and waits for it. */
  finish(): Promise<void>;
  destroy(error: Error): void;
}

/** Follows the sink's backpressure; a sink that fails or closes early ends `life`. */
export function openOutput(sink: Writable, life: Lifetime): Output {
  let bytes = 0;
  let done = false;
  const failSink = (cause: unknown) =>
    life.fail(
      new ExportError("sink-failed", "The package couldn't be written to its destination.", { cause }),
    );
  sink.on("error", failSink);
  sink.once("close", () => {
    if (!done) failSink(new Error("closed before the end"));
  });
  return {
    get bytes() {
      return bytes;
    },
    async write(chunk) {
      life.signal.throwIfAborted();
      bytes += chunk.byteLength;
      if (!sink.write(chunk)) await orAbort(once(sink, "drain", { signal: life.signal }), life.signal);
    },
    async finish() {
      life.signal.throwIfAborted();
      done = true;
      sink.end();
      await orAbort(finished(sink, { readable: false }), life.signal);
      sink.off("error", failSink);
    },
    destroy(error) {
      done = true;
      sink.destroy(error);
    },
  };
}
