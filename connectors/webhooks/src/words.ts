/** Why an answer that is no success is none, for whoever looks after the receiver; null for a success. */
export function wordsOfStatus(status: number, location: string | null): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) {
    const to = location === null ? "" : ` to ${location.slice(0, 200)}`;
    return `It sends on${to} (${status}). Webhooks follow no redirects: enter the address that answers itself.`;
  }
  return `It answered ${status}${meanings[status] ?? (status >= 500 ? ": the receiver has failed" : "")}.`;
}

const meanings: Readonly<Record<number, string>> = {
  400: ": the receiver could not read it",
  401: ": the receiver does not accept the signature, or wants a login",
  403: ": the receiver does not accept the signature, or keeps the hub out",
  404: ": there is nothing at this address",
  405: ": this address takes no POST",
  408: ": the receiver gave up waiting",
  410: ": this address is given up, so the webhook was disabled",
  413: ": too large for the receiver",
  429: ": too many at once for the receiver",
  502: ": what stands before the receiver could not reach it",
  503: ": the receiver is not available now",
  504: ": the receiver took too long for what stands before it",
};

const codes: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nothing listens there: the connection was refused.",
  ECONNRESET: "The connection was closed before an answer came.",
  EPIPE: "The connection was closed before an answer came.",
  UND_ERR_SOCKET: "The connection was closed before an answer came.",
  ETIMEDOUT: "No connection could be made in time.",
  UND_ERR_CONNECT_TIMEOUT: "No connection could be made in time.",
  EHOSTUNREACH: "There is no way to the address of this host.",
  ENETUNREACH: "There is no way to the address of this host.",
  EADDRNOTAVAIL: "There is no way to the address of this host.",
  CERT_HAS_EXPIRED: "The certificate of the host has expired. It must be renewed there.",
  CERT_NOT_YET_VALID: "The certificate of the host is not valid yet. Check the clocks of both machines.",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "The host signs its certificate itself. It needs one of a certificate authority.",
  SELF_SIGNED_CERT_IN_CHAIN: "The certificate of the host comes from an authority that is not known here.",
  UNABLE_TO_GET_ISSUER_CERT: "The certificate of the host comes from an authority that is not known here.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "The certificate of the host comes from an authority that is not known here.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "The host does not send all of its certificate chain, or comes from an authority that is not known here.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate of the host is for another name.",
  EPROTO: "The host does not speak TLS there. Is it http:// instead of https://, or another port?",
  ERR_SSL_WRONG_VERSION_NUMBER:
    "The host does not speak TLS there. Is it http:// instead of https://, or another port?",
};

/** Why no answer came, in words; nothing of the request is in them. */
export function wordsOfError(error: unknown): string {
  const words = causesOf(error).flatMap((one) => wordsOf(one) ?? []);
  return words[0] ?? "The request failed before an answer came.";
}

function wordsOf(error: Error): string | undefined {
  // The web's fetch keeps some ports shut: https://fetch.spec.whatwg.org/#port-blocking
  if (error.message === "bad port")
    return "This port belongs to mail or another service, and takes no web requests.";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "address-forbidden" || code === "host-unknown") return error.message;
  if (error.name === "HTTPParserError" || code.startsWith("HPE_")) return "The answer is not HTTP.";
  const isTls = code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_");
  return codes[code] ?? (isTls ? `The host and the hub cannot agree on TLS (${code}).` : undefined);
}

/** The error and what is behind it; an attempt at several addresses has several causes. */
function causesOf(error: unknown): readonly Error[] {
  const all: Error[] = [];
  const queue = [error];
  for (let one = queue.shift(); one instanceof Error && all.length < 20; one = queue.shift()) {
    all.push(one);
    queue.push(...(one instanceof AggregateError ? one.errors : []), one.cause);
  }
  return all;
}
