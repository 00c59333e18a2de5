import { ProblemError } from "@assetql/contract";

/**
 * The whole body, counted while it is read: what Content-Length promises is only good for refusing early. Throws
 * the problems `payload-too-large` and `body-invalid` (the sender stopped in the middle).
 */
export async function readBytes({ headers, body }: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headers.get("Content-Length") ?? 0) > limit) throw tooLarge("The body", limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge("The body", limit);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError("body-invalid", "The body ended before it was complete. Send it again.");
  }
  return concatenate(chunks, size);
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

export const tooLarge = (what: string, limit: number): ProblemError =>
  new ProblemError(
    "payload-too-large",
    `${what} may have at most ${limit / 1e6} MB. Announce larger files with POST /api/v1/uploads, and send their ids.`,
  );
