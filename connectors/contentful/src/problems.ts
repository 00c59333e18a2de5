import { ConnectorError, type ConnectorErrorCode } from "@assetql/connector-sdk";
import { z } from "zod";

/** What Contentful answered to a request that failed. */
export interface FailedAnswer {
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly text: string;
  /** Of `X-Contentful-RateLimit-Reset`: seconds until the next request may be made. */
  readonly resetSeconds: number | undefined;
}

const errorSchema = z.object({
  sys: z.object({ id: z.string() }),
  message: z.string().nullish(),
  details: z.unknown().optional(),
});
type ErrorBody = z.infer<typeof errorSchema>;

const detailSchema = z.object({
  name: z.string().optional(),
  path: z.union([z.array(z.union([z.string(), z.number()])), z.string()]).optional(),
  details: z.string().optional(),
  link: z.object({ linkType: z.string(), id: z.string() }).optional(),
});
const validationSchema = z.object({ errors: z.union([z.string(), z.array(detailSchema)]) });
const missingSchema = z.object({ type: z.string() });

const TOKEN_REFUSED =
  "Contentful does not accept the access token. It may have been revoked or have expired: make a new one under Settings → CMA tokens and enter it at the target.";

/** An uploaded file is kept for 24 hours. Whoever can sends it again. */
export class UploadExpiredError extends ConnectorError {
  constructor() {
    super("unavailable", "The uploaded file has expired at Contentful. Publish the image again.");
  }
}

/**
 * The problem behind an answer of the management API, by the code in `sys.id` rather than by the status alone.
 * Codes as of https://www.contentful.com/developers/docs/references/errors/.
 */
export function problemOf(answer: FailedAnswer): ConnectorError {
  const body = readBody(answer.text);
  if (body === undefined) return notContentful(answer);
  if (answer.status === 429) {
    const retryAfterMs = (answer.resetSeconds ?? 1) * 1_000;
    return new ConnectorError("rate-limited", "Contentful asked to send requests more slowly.", {
      retryAfterMs,
    });
  }
  if (answer.status >= 500) {
    return new ConnectorError(
      "unavailable",
      `Contentful has a problem of its own (status ${answer.status}).`,
    );
  }
  const simple = byStatus(answer, body);
  return simple ?? refused(body);
}

function byStatus({ status, path, method }: FailedAnswer, body: ErrorBody): ConnectorError | undefined {
  switch (status) {
    case 401:
      return new ConnectorError("credentials-refused", TOKEN_REFUSED);
    case 403:
      return denied(method, path, body);
    case 404:
      return missing(path, body);
    case 409:
      return new ConnectorError("version-conflict", "Somebody changed it in Contentful at the same moment.");
    case 413:
      return new ConnectorError("file-too-large", "Contentful takes images of up to 20 MB.");
    default:
      return undefined;
  }
}

function readBody(text: string): ErrorBody | undefined {
  try {
    const parsed = errorSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function notContentful({ status }: FailedAnswer): ConnectorError {
  if (status === 413) return new ConnectorError("file-too-large", "Contentful takes images of up to 20 MB.");
  if (status >= 500 || status === 429) {
    return new ConnectorError("unavailable", `Contentful cannot be reached right now (status ${status}).`);
  }
  return new ConnectorError(
    "not-the-platform",
    `What answers at this address is not Contentful (status ${status}). Check the addresses of the target.`,
  );
}

function denied(method: string, path: string, { sys, message }: ErrorBody): ConnectorError {
  if (sys.id === "UsageExceeded" || /usage|quota|limit (has been )?reached|exceeded/i.test(message ?? "")) {
    return new ConnectorError(
      "storage-full",
      "The space has reached a limit of its plan. Delete what is no longer needed or change the plan, then publish again.",
    );
  }
  const action = path.endsWith("/published") ? "publish" : method === "GET" ? "read" : "write";
  return new ConnectorError(
    "permission-denied",
    `The access token's role may not ${action} ${nounOf(path)} in this space. Ask an administrator of the space to allow it.`,
  );
}

function nounOf(path: string): string {
  if (path.includes("/assets")) return "assets";
  if (path.includes("/content_types")) return "content types";
  if (path.includes("/tags")) return "tags";
  if (path.includes("/uploads")) return "files";
  return path.includes("/entries") ? "entries" : "this";
}

const MISSING: Record<string, readonly [ConnectorErrorCode, string]> = {
  Space: [
    "target-not-found",
    "The space does not exist, or the access token's owner is not a member of it. Check the space's id.",
  ],
  Environment: [
    "target-not-found",
    "The space has no such environment or alias. Check the environment's id under Settings → Environments.",
  ],
  Entry: ["item-deleted", "The entry was deleted in Contentful."],
  Asset: ["remote-deleted", "The asset was deleted in Contentful."],
  ContentType: [
    "config-invalid",
    "A content type that the target names does not exist or is not active. Check the target, then make it in Contentful or allow the check to make it.",
  ],
  TaxonomyConcept: [
    "config-invalid",
    "A taxonomy concept that the target names does not exist in Contentful.",
  ],
};

function missing(path: string, { details }: ErrorBody): ConnectorError {
  const told = missingSchema.safeParse(details);
  const type = told.success ? told.data.type : path.includes("/assets/") ? "Asset" : "Entry";
  if (type === "Upload") return new UploadExpiredError();
  const [code, detail] = MISSING[type] ?? [
    "refused",
    `Contentful does not find what was asked for (${type}).`,
  ];
  return new ConnectorError(code, detail);
}

/** 400 and 422: what is wrong, field by field, as far as Contentful says. */
function refused({ sys, message, details }: ErrorBody): ConnectorError {
  const parsed = validationSchema.safeParse(details);
  const errors = parsed.success ? parsed.data.errors : [];
  const sentences = typeof errors === "string" ? [errors] : errors.slice(0, 3).map(sentenceOf);
  const link =
    typeof errors === "string" ? undefined : errors.find((error) => error.link !== undefined)?.link;
  if (link?.linkType === "Upload") return new UploadExpiredError();
  const reason = sentences.length > 0 ? sentences.join("; ") : (message ?? sys.id);
  if (link?.linkType === "Tag" || link?.linkType === "TaxonomyConcept") {
    return new ConnectorError(
      "config-invalid",
      `Contentful has no ${nameOfLink(link)}. Make it or take it out of the target.`,
    );
  }
  return new ConnectorError("refused", `Contentful refused it: ${reason}.`);
}

function sentenceOf(error: z.infer<typeof detailSchema>): string {
  const path = typeof error.path === "string" ? error.path.split(".") : (error.path ?? []).map(String);
  const where = path.filter((part) => part !== "fields").join(" › ");
  if (error.link !== undefined) return `${where} refers to a missing ${nameOfLink(error.link)}`;
  const what = (error.details ?? error.name ?? "not valid").replace(/\.$/, "");
  return where === "" ? what : `${where}: ${what}`;
}

function nameOfLink({ linkType, id }: { linkType: string; id: string }): string {
  const noun = linkType === "TaxonomyConcept" ? "taxonomy concept" : linkType.toLowerCase();
  return `${noun} with the id “${id}”`;
}

/** The answer of `ask`, or nothing when what it asked for is not there. */
export async function orAbsent<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask;
  } catch (error) {
    if (hasCode(error, "item-deleted") || hasCode(error, "remote-deleted")) return undefined;
    throw error;
  }
}

export function hasCode(error: unknown, code: ConnectorErrorCode): error is ConnectorError {
  return error instanceof ConnectorError && error.code === code;
}
