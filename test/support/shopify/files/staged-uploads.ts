import { createHmac, randomUUID } from "node:crypto";
import sharp from "sharp";
import type { Backstage, StagedUpload } from "../backstage.ts";
import { type FieldFunction, unsupported, type View } from "../context.ts";
import { type UserError, userError } from "../errors.ts";

export const UPLOAD_HOST = "shopify-staged-uploads.storage.googleapis.com";
const ORIGIN = `https://${UPLOAD_HOST}`;

/** Octets: images may have 20 MB, and the variables of a bulk operation 100 MB. */
const MAX_IMAGE_BYTES = 20 * 1024 * 1024;
const MAX_BULK_BYTES = 100 * 1024 * 1024;

const folders: Readonly<Record<string, string>> = {
  IMAGE: "products",
  COLLECTION_IMAGE: "collections",
  FILE: "files",
  BULK_MUTATION_VARIABLES: "bulk",
};

/** `stagedUploadsCreate`: https://shopify.dev/docs/api/admin-graphql/latest/mutations/stagedUploadsCreate */
export const createStagedUploads: FieldFunction = ({ input }, context) => {
  const inputs = input as readonly StagedUploadInput[];
  const userErrors = inputs.flatMap(mistakesIn);
  const stagedTargets = inputs.map((one, index) => {
    if (folders[one.resource] === undefined) throw unsupported(context, `staged uploads of ${one.resource}`);
    return mistakesIn(one, index).length > 0 ? noTarget : targetOf(context.backstage, one);
  });
  return { __typename: "StagedUploadsCreatePayload", stagedTargets, userErrors };
};

/** Stands in the place of an input that is refused. */
const noTarget: View = {
  __typename: "StagedMediaUploadTarget",
  url: null,
  resourceUrl: null,
  parameters: [],
};

interface StagedUploadInput {
  readonly filename: string;
  readonly mimeType: string;
  readonly resource: string;
  readonly httpMethod: "POST" | "PUT";
  readonly fileSize?: string | null;
}

function mistakesIn({ filename, mimeType, resource }: StagedUploadInput, index: number): UserError[] {
  if (filename.trim() === "" || filename.includes("/")) {
    return [userError(["input", index, "filename"], "Filename is invalid")];
  }
  const isImage = resource === "IMAGE" || resource === "COLLECTION_IMAGE";
  if (isImage && !/^image\/(png|jpeg|webp|gif|heic|avif)$/.test(mimeType)) {
    return [userError(["input", index, "mimeType"], `${filename}: (${mimeType}) is not a recognized format`)];
  }
  if (resource === "BULK_MUTATION_VARIABLES" && mimeType !== "text/jsonl") {
    return [userError(["input", index, "mimeType"], `${filename}: (${mimeType}) is not a recognized format`)];
  }
  return [];
}

function targetOf(backstage: Backstage, input: StagedUploadInput): View {
  const key = `tmp/1/${folders[input.resource]}/${randomUUID()}/${input.filename}`;
  const policy = Buffer.from(JSON.stringify({ key, type: input.mimeType })).toString("base64");
  const signature = signatureOf(backstage, policy);
  const parameters =
    input.httpMethod === "POST"
      ? [
          { name: "Content-Type", value: input.mimeType },
          { name: "success_action_status", value: "201" },
          { name: "acl", value: "private" },
          { name: "key", value: key },
          { name: "x-goog-date", value: "20260101T000000Z" },
          { name: "x-goog-credential", value: "merchant-assets@shopify-tiers.iam.gserviceaccount.com" },
          { name: "x-goog-algorithm", value: "GOOG4-RSA-SHA256" },
          { name: "x-goog-signature", value: signature },
          { name: "policy", value: policy },
        ]
      : [
          { name: "content_type", value: input.mimeType },
          { name: "acl", value: "private" },
        ];
  backstage.uploads.set(key, {
    key,
    fileName: input.filename,
    mimeType: input.mimeType,
    resource: input.resource,
    method: input.httpMethod,
    fileSize: input.fileSize === null || input.fileSize === undefined ? null : Number(input.fileSize),
    parameters,
    bytes: null,
  });
  const resourceUrl = `${ORIGIN}/${key}`;
  return {
    __typename: "StagedMediaUploadTarget",
    url: input.httpMethod === "POST" ? `${ORIGIN}/` : `${resourceUrl}?X-Goog-Signature=${signature}`,
    resourceUrl,
    parameters: parameters.map((parameter) => ({ __typename: "StagedUploadParameter", ...parameter })),
  };
}

const signatureOf = ({ options }: Backstage, text: string): string =>
  createHmac("sha256", options.clientSecret).update(text).digest("hex");

/** The place of an address that `stagedUploadsCreate` gave as `resourceUrl`. */
export function uploadAt({ uploads }: Backstage, address: string): StagedUpload | undefined {
  return address.startsWith(`${ORIGIN}/`)
    ? uploads.get(decodeURI(address.slice(ORIGIN.length + 1)))
    : undefined;
}

/** The store that staged uploads go to: takes what was announced, and nothing else. */
export async function receiveUpload(backstage: Backstage, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method === "POST" && pathname === "/") return receiveForm(backstage, request);
  const place = backstage.uploads.get(decodeURIComponent(pathname.slice(1)));
  if (request.method !== "PUT" || place?.method !== "PUT")
    return refused(403, "AccessDenied", "No such upload");
  const policy = Buffer.from(JSON.stringify({ key: place.key, type: place.mimeType })).toString("base64");
  if (searchParams.get("X-Goog-Signature") !== signatureOf(backstage, policy)) {
    return refused(403, "SignatureDoesNotMatch", "The signature is wrong");
  }
  if (request.headers.get("content-type") !== place.mimeType) {
    return refused(403, "SignatureDoesNotMatch", `Content-Type must be ${place.mimeType}`);
  }
  return keep(place, new Uint8Array(await request.arrayBuffer()), 200);
}

async function receiveForm(backstage: Backstage, request: Request): Promise<Response> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    return refused(400, "InvalidArgument", "The body is no multipart form");
  }
  const entries = [...form];
  const place = backstage.uploads.get(String(form.get("key") ?? ""));
  if (place?.method !== "POST") return refused(403, "AccessDenied", "No policy allows this key");
  const [name, file] = entries.at(-1) ?? [];
  if (name !== "file" || !(file instanceof Blob)) {
    return refused(400, "InvalidArgument", "The file must be the last field, named file");
  }
  const given = new Map(entries.slice(0, -1));
  for (const parameter of place.parameters) {
    if (given.get(parameter.name) !== parameter.value) {
      return refused(403, "AccessDenied", `Policy violated: ${parameter.name}`);
    }
    given.delete(parameter.name);
  }
  const [extra] = given.keys();
  if (extra !== undefined) return refused(403, "AccessDenied", `Policy did not reference ${extra}`);
  return keep(place, new Uint8Array(await file.arrayBuffer()), 201);
}

async function keep(place: StagedUpload, bytes: Uint8Array, status: number): Promise<Response> {
  const max = place.resource === "BULK_MUTATION_VARIABLES" ? MAX_BULK_BYTES : MAX_IMAGE_BYTES;
  if (bytes.byteLength === 0) return refused(400, "EntityTooSmall", "The file is empty");
  if (bytes.byteLength > max) return refused(400, "EntityTooLarge", `More than ${max} octets`);
  if (place.fileSize !== null && place.fileSize !== bytes.byteLength) {
    return refused(
      400,
      "EntityTooLarge",
      `${bytes.byteLength} octets came, ${place.fileSize} were announced`,
    );
  }
  const isImage = place.mimeType.startsWith("image/");
  if (isImage && (await imageTypeOf(bytes)) !== place.mimeType) {
    return refused(400, "InvalidArgument", `The octets are no ${place.mimeType}`);
  }
  place.bytes = bytes;
  const location = `${ORIGIN}/${place.key}`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?><PostResponse><Location>${location}</Location><Key>${place.key}</Key></PostResponse>`;
  return new Response(status === 201 ? xml : "", {
    status,
    headers: { "content-type": "application/xml", location },
  });
}

/** Of octets that really are an image; undefined for others. */
async function imageTypeOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const { format } = await sharp(bytes).metadata();
    return `image/${format === "heif" ? "avif" : format}`;
  } catch {
    return undefined;
  }
}

function refused(status: number, code: string, message: string): Response {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Response(xml, { status, headers: { "content-type": "application/xml" } });
}
