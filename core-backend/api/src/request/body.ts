import { BATCH_LIMITS, type IncomingFile, ProblemError, type RequestBody } from "@assetql/contract";
import { parseJson, readMultipart } from "./multipart.ts";
import { readBytes } from "./read-bytes.ts";
import { validate } from "./validate.ts";

const JSON_LIMIT_BYTES = 1_000_000;
/** A CSV may stand in the body itself, where JSON escapes its quotes and line ends. */
const INLINE_CSV_JSON_LIMIT_BYTES = BATCH_LIMITS.csvBytes + 10_000_000;

export type IncomingFiles = Readonly<Record<string, readonly IncomingFile[]>>;

/** The members and the files of a request, as JSON or as a form. */
export async function readBody(
  definition: RequestBody,
  request: Request,
): Promise<{ body: unknown; files: IncomingFiles }> {
  const { schema, multipart } = definition;
  assertNotEncoded(request);
  const contentType = request.headers.get("Content-Type") ?? "";
  const mediaType = contentType.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType === "application/json") {
    const text = decode(await readBytes(request, jsonLimit(definition)));
    return { body: validate(schema, parseJson(text, "The body")), files: noFiles(definition) };
  }
  if (mediaType === "multipart/form-data" && multipart !== undefined) {
    const form = await readMultipart(multipart, request);
    return { body: validate(schema, form.members), files: { ...noFiles(definition), ...form.files } };
  }
  const taken = multipart === undefined ? "application/json" : "application/json or multipart/form-data";
  throw new ProblemError("media-type-unsupported", `Send ${taken}, and name it in Content-Type.`);
}

const jsonLimit = ({ multipart }: RequestBody): number =>
  multipart !== undefined && "csv" in multipart.files ? INLINE_CSV_JSON_LIMIT_BYTES : JSON_LIMIT_BYTES;

const noFiles = ({ multipart }: RequestBody): IncomingFiles =>
  Object.fromEntries(Object.keys(multipart?.files ?? {}).map((name) => [name, []]));

function assertNotEncoded({ headers }: Request): void {
  if ((headers.get("Content-Encoding") ?? "identity") === "identity") return;
  throw new ProblemError("media-type-unsupported", "Send the body as it is, without a Content-Encoding.");
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError("body-invalid", "The body is not UTF-8.");
  }
}
