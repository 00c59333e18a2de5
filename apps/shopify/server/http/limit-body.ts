import { ProblemError } from "@assetql/contract";

/** So much more is read and thrown away: browsers hear no answer before all is sent. */
const THROWN_AWAY_BYTES = 100_000_000;

/**
 * The same request, whose body fails with the problem `payload-too-large` when it has more than so many bytes. It is
 * counted as it is read: of one that nobody reads, as nobody knows who sends it, nothing is held in memory.
 */
export function limitBody(request: Request, most: number): Request {
  if (request.body === null) return request;
  const tooLarge = () =>
    new ProblemError("payload-too-large", `The body has more than ${most} bytes. Send less at once.`);
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > most + THROWN_AWAY_BYTES) throw tooLarge();
      if (bytes <= most) controller.enqueue(chunk);
    },
    flush() {
      if (bytes > most) throw tooLarge();
    },
  });
  return new Request(request, { body: request.body.pipeThrough(counted), duplex: "half" });
}
