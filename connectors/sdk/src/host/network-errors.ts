import { ConnectorError, type ConnectorErrorCode } from "../contract/connector-error.ts";

const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|ERR_TLS_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET)_)|^(HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)$/;
const TIMED_OUT = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
]);

/** What a failed request means, in words for people; `error` itself if it is none of the network's. */
export function networkError(error: unknown, host: string): unknown {
  const [code, reason] = codeOf(error);
  if (code === "") return error;
  const fail = (as: ConnectorErrorCode, detail: string) => new ConnectorError(as, detail, { cause: error });
  if (code === "address-forbidden") return fail("address-forbidden", reason);
  if (code === "host-unknown" || code === "ENOTFOUND") {
    return fail("unreachable", `No server is known under the name ${host}. Is the address right?`);
  }
  if (CERTIFICATE.test(code)) {
    return fail(
      "certificate-invalid",
      `The certificate of ${host} is not valid (${code}). Its owner has to mend it.`,
    );
  }
  if (code.startsWith("ERR_SSL_") || code === "EPROTO") {
    return fail("not-the-platform", `${host} does not speak HTTPS there. Is the address right?`);
  }
  if (TIMED_OUT.has(code)) return timedOut(host, error);
  if (UNREACHABLE.has(code))
    return fail("unreachable", `${host} cannot be reached (${code}). Is it running?`);
  return error;
}

export const timedOut = (host: string, cause?: unknown): ConnectorError =>
  new ConnectorError("timed-out", `${host} has not answered in time.`, { cause });

/** `fetch` hides why it failed in a chain of causes; the innermost code tells most. */
function codeOf(error: unknown): [code: string, message: string] {
  let found: [string, string] = ["", ""];
  for (let one = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth += 1) {
    if ("code" in one && typeof one.code === "string") found = [one.code, one.message];
    // Several addresses were tried: the first tells as much as any.
    if (one instanceof AggregateError && one.errors.length > 0) {
      const inner = codeOf(one.errors[0]);
      if (inner[0] !== "") found = inner;
    }
  }
  return found;
}
