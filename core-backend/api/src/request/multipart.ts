import { type IncomingFile, type MultipartFile, ProblemError, type RequestBody } from "@assetql/contract";
import { invalidMember, invalidRequest } from "@assetql/core";
import { readBytes, tooLarge } from "./read-bytes.ts";

type Multipart = NonNullable<RequestBody["multipart"]>;

/** What fields and part headers may take beside the files. */
const FIELDS_LIMIT_BYTES = 1_000_000;
/** A form is held in memory while it is read, so all its files together are bounded too. */
const FORM_LIMIT_BYTES = 64_000_000;

interface Form {
  readonly members: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, readonly IncomingFile[]>>;
}

/** A form's fields as members, with its JSON fields parsed, and its files within the limits of the contract. */
export async function readMultipart(multipart: Multipart, request: Request): Promise<Form> {
  const form = await parseForm(request, formLimit(multipart));
  const limits = new Map(Object.entries(multipart.files));
  const members = new Map<string, unknown>();
  const files = new Map<string, IncomingFile[]>();
  const parts: { name: string; value: string | File }[] = [];
  form.forEach((value, name) => {
    parts.push({ name, value });
  });
  for (const { name, value } of parts) {
    if (typeof value === "string") addField(members, multipart, { name, text: value });
    else if (!isEmptyInput(value)) await addFile(files, limits.get(name), { name, file: value });
  }
  return { members: Object.fromEntries(members), files: Object.fromEntries(files) };
}

export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProblemError("body-invalid", `${what} is not JSON: ${reason}.`);
  }
}

const formLimit = ({ files }: Multipart): number =>
  Math.min(
    FORM_LIMIT_BYTES,
    Object.values(files).reduce(
      (sum, { maxCount, maxBytes }) => sum + maxCount * maxBytes,
      FIELDS_LIMIT_BYTES,
    ),
  );

async function parseForm(request: Request, limit: number): Promise<FormData> {
  const bytes = await readBytes(request, limit);
  try {
    const contentType = request.headers.get("Content-Type") ?? "";
    return await new Response(bytes, { headers: { "Content-Type": contentType } }).formData();
  } catch {
    throw new ProblemError(
      "body-invalid",
      "The form could not be read: it is cut off, or its boundary is wrong.",
    );
  }
}

/** What a browser sends for a file input that was left empty. */
const isEmptyInput = ({ name, size }: File): boolean => name === "" && size === 0;

function addField(
  members: Map<string, unknown>,
  { jsonFields }: Multipart,
  { name, text }: { name: string; text: string },
): void {
  if (members.has(name)) throw invalidRequest([invalidMember(name, `${name} is given more than once.`)]);
  members.set(name, jsonFields.includes(name) ? parseJson(text, `The field ${name}`) : text);
}

async function addFile(
  files: Map<string, IncomingFile[]>,
  limits: MultipartFile | undefined,
  { name, file }: { name: string; file: File },
): Promise<void> {
  if (limits === undefined)
    throw invalidRequest([invalidMember(name, `${name} is not a file that is taken here.`)]);
  const before = files.get(name) ?? [];
  if (before.length === limits.maxCount) {
    const message = `${name} takes at most ${limits.maxCount} ${limits.maxCount === 1 ? "file" : "files"}.`;
    throw invalidRequest([invalidMember(name, message)]);
  }
  if (file.size > limits.maxBytes) throw tooLarge(`The file "${file.name}"`, limits.maxBytes);
  files.set(name, [...before, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }]);
}
