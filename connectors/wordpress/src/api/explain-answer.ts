import type { ConnectorErrorCode } from "@assetql/connector-sdk";
import { explanations } from "./explain-code.ts";
import { type Refusal, WordPressError } from "./wordpress-error.ts";

/** An answer that is no success, or no JSON. */
export interface Answer {
  readonly site: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Undefined: the body is no JSON. */
  readonly json: unknown;
  readonly retryAfterMs: number | undefined;
  /** Of a redirect. */
  readonly location: string | null;
}

/** The problem that an answer tells, in words for people. */
export function explainAnswer(answer: Answer): WordPressError {
  const refusal = refusalOf(answer);
  const explain = Object.hasOwn(explanations, refusal.code) ? explanations[refusal.code] : undefined;
  const [code, detail] = explain?.(refusal) ?? byStatus(answer, refusal);
  return new WordPressError(code, detail, refusal);
}

function refusalOf({ site, status, json, retryAfterMs }: Answer): Refusal {
  const body = isRecord(json) ? json : {};
  const code = typeof body.code === "string" ? body.code : "";
  const message = typeof body.message === "string" ? plain(body.message) : "";
  const data = isRecord(body.data) ? body.data : {};
  return { site, status, code, message, data, retryAfterMs };
}

function byStatus(answer: Answer, { site, status, message, data }: Refusal): [ConnectorErrorCode, string] {
  const words = message === "" ? "" : ` The site says: ${message}`;
  if (status >= 300 && status < 400) return redirected(answer);
  switch (status) {
    case 401:
      return [
        "credentials-refused",
        `${site} asks for another login. A password may lie over the whole site, or a plugin keeps the REST API closed.${words}`,
      ];
    case 403:
      return answer.json === undefined
        ? blocked(site)
        : ["permission-denied", `The WordPress user may not do this on ${site}.${words}`];
    case 404:
    case 410:
      // WordPress repeats the status within its own answers.
      return typeof data.status !== "number"
        ? notWordPress(answer)
        : ["remote-deleted", `What was asked for is no longer on ${site}.${words}`];
    case 408:
    case 504:
      return ["timed-out", `${site} took too long to answer.`];
    case 409:
      return ["version-conflict", `${site} is changing the same thing at this moment.${words}`];
    case 412:
      return ["changed-meanwhile", `Somebody has changed it on ${site} just now.${words}`];
    case 413:
      return [
        "file-too-large",
        `The image is larger than the web server of ${site} accepts. Choose a smaller width or another format for this target.`,
      ];
    case 415:
      return ["file-refused", `${site} does not take this kind of file. Choose another format.${words}`];
    case 429:
      return ["rate-limited", `${site} asks for a pause between requests.`];
    case 507:
      return [
        "storage-full",
        `The media library of ${site} is full. Delete what is no longer needed, or have the space enlarged, and apply again.`,
      ];
    default:
      return otherwise(answer, words);
  }
}

function otherwise(answer: Answer, words: string): [ConnectorErrorCode, string] {
  const { site, status } = answer;
  if (status < 300) return notWordPress(answer);
  if (status >= 500) {
    return [
      "unavailable",
      `${site} fails with error ${status}. If it stays like that, its error log tells why.${words}`,
    ];
  }
  return ["refused", `${site} refuses this (${status}).${words}`];
}

function blocked(site: string): [ConnectorErrorCode, string] {
  return [
    "permission-denied",
    `${site} refuses this. A firewall or a security plugin may block the REST API (/wp-json/); ask whoever runs the site to let it through.`,
  ];
}

function redirected({ site, location }: Answer): [ConnectorErrorCode, string] {
  const to = URL.parse(location ?? "", site);
  const better = to === null ? "" : ` Use ${to.origin} as the address of the site.`;
  return ["config-invalid", `${site} sends visitors on to another address.${better}`];
}

function notWordPress({ site, text, contentType }: Answer): [ConnectorErrorCode, string] {
  // PHP writes its complaints before the JSON when a site shows errors to visitors.
  if (/^\s*(<br \/>|<b>|Warning|Notice|Deprecated|Fatal error)/.test(text)) {
    return [
      "not-the-platform",
      `${site} mixes PHP messages into its answers. Have WP_DEBUG_DISPLAY turned off in wp-config.php.`,
    ];
  }
  const what = /html/i.test(contentType) || /^\s*</.test(text) ? "a web page" : "something else";
  return [
    "not-the-platform",
    `${site} answers with ${what} where WordPress's REST API should be. Check the address; if it is right, a security or cache plugin may block /wp-json/.`,
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** WordPress's messages hold a little HTML. */
function plain(message: string): string {
  return message
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}
