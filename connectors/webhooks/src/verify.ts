import { verify as verifyWith } from "node:crypto";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { prefixes, readPublicKey } from "./keys.ts";
import { signedContent } from "./sign.ts";

export { WebhookVerificationError } from "standardwebhooks";

export interface ReceivedWebhook {
  /** Of the request, by lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came: parsed and written again, it would have another signature. */
  readonly body: string;
}

/** The specification's reference implementations allow as much. */
const TOLERANCE_SECONDS = 5 * 60;

/**
 * The body as JSON, once one of `keys` (`whsec_…` or `whpk_…`) fits a signature and the time is within five minutes.
 * Throws {@link WebhookVerificationError}.
 *
 * @example
 * const { type, data } = verifyWebhook({ headers: request.headers, body }, [process.env.WEBHOOK_SECRET]);
 */
export function verifyWebhook({ headers, body }: ReceivedWebhook, keys: readonly string[]): unknown {
  const given = {
    "webhook-id": one(headers, "webhook-id"),
    "webhook-timestamp": one(headers, "webhook-timestamp"),
    "webhook-signature": one(headers, "webhook-signature"),
  };
  assertFresh(given["webhook-timestamp"]);
  for (const key of keys) {
    if (fits(key, given, body)) return JSON.parse(body);
  }
  throw new WebhookVerificationError("No signature fits the key");
}

type Given = Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>;

function fits(key: string, given: Given, body: string): boolean {
  if (key.startsWith(prefixes.publicKey)) return fitsPublicKey(key, given, body);
  try {
    new Webhook(key).verify(body, given, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

function fitsPublicKey(key: string, given: Given, body: string): boolean {
  const publicKey = readPublicKey(key);
  const content = Buffer.from(signedContent(given["webhook-id"], given["webhook-timestamp"], body));
  return given["webhook-signature"]
    .split(" ")
    .filter((signature) => signature.startsWith("v1a,"))
    .some((signature) => verifyWith(null, content, publicKey, Buffer.from(signature.slice(4), "base64")));
}

function assertFresh(seconds: string): void {
  const age = Math.abs(Date.now() / 1_000 - Number(seconds));
  if (!/^\d{1,12}$/.test(seconds) || !(age <= TOLERANCE_SECONDS)) {
    throw new WebhookVerificationError("The time is not within five minutes of now");
  }
}

function one(headers: ReceivedWebhook["headers"], name: string): string {
  const value = headers[name];
  if (typeof value === "string" && value !== "") return value;
  throw new WebhookVerificationError(`The header ${name} is missing`);
}
