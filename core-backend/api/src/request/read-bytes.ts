import { ProblemError } from "@assetql/contract";

/**
 * The whole body, counted while it is read: what Content-Length promises is only good for refusing early. Throws
 * the problems `payload-too-large` and `body-invalid` (the sender stopped in the middle).
 */
export async function readBytes({ headers, body }: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headers.get("Content-Length") ?? 0) > limit) throw tooLarge("The body", limit);
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await next(reader); chunk !== undefined; chunk = await next(reader)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge("The body", limit);
    chunks.push(chunk);
  }
  return concatenate(chunks, size);
}

async function next(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch {
    throw new ProblemError("body-invalid", "The body ended before it was complete. Send it again.");
  }
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
