import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Answer, Route } from "./call.ts";
import { ApiError, accessDenied, badRequest } from "./errors.ts";
import type { Json } from "./json.ts";
import { Unsupported } from "./query.ts";
import type { RateLimit } from "./rate-limit.ts";
import type { ContentfulState, Fault, LoggedRequest, TokenRole } from "./state.ts";

const MAX_REQUEST_BYTES = 1024 * 1024;
const JSON_TYPES = ["application/vnd.contentful.management.v1+json", "application/json"];

export interface ServerParts {
  readonly state: ContentfulState;
  readonly rateLimit: RateLimit;
  readonly routes: readonly Route[];
  /** Octets in: the upload host, where the limit of 1 MB on a request does not hold. */
  readonly takesFiles: boolean;
}

/**
 * One host of the API. Refuses what the real one does: no or unknown tokens (401), requests over 1 MB, unknown
 * content types, too many requests (429). What it does not implement is answered with 501 and recorded.
 */
export function newServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    void respond(parts, request, response);
  });
}

async function respond(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { state } = parts;
  const url = new URL(request.url ?? "/", "http://contentful.invalid");
  const raw = await readBody(request);
  const logged: LoggedRequest = {
    at: Date.now(),
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.search,
    version: header(request, "x-contentful-version"),
    status: 0,
    bytes: raw.length,
  };
  state.requests.push(logged);
  const fault = takeFault(state, logged);
  const headers: Record<string, string> = {};
  let outcome: Answer;
  try {
    if (fault !== undefined && fault.loseAnswer !== true) throw faultError(fault);
    outcome = await answerTo(parts, { request, url, raw, headers });
  } catch (error) {
    outcome = errorAnswer(state, logged, error);
    if (error instanceof ApiError) Object.assign(headers, error.headers);
  }
  logged.status = outcome.status;
  if (fault?.loseAnswer === true) return void request.socket.destroy();
  if (fault?.html !== undefined) {
    response.writeHead(fault.status, { "Content-Type": "text/html" });
    return void response.end(fault.html);
  }
  response.writeHead(outcome.status, {
    "Content-Type": JSON_TYPES[0],
    "X-Contentful-Request-Id": randomUUID(),
    ...headers,
  });
  response.end(outcome.body === undefined ? "" : JSON.stringify(outcome.body));
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly raw: Buffer;
  /** Headers of the answer, filled on the way. */
  readonly headers: Record<string, string>;
}

async function answerTo(parts: ServerParts, { request, url, raw, headers }: Incoming): Promise<Answer> {
  const { state, routes, takesFiles } = parts;
  const token = (header(request, "authorization") ?? "").replace(/^Bearer /, "");
  const role = roleOf(state, token);
  Object.assign(headers, parts.rateLimit.take(token, Date.now()));
  if (!takesFiles && raw.length > MAX_REQUEST_BYTES) {
    throw new ApiError(413, "RequestEntityTooLarge", { message: "The request is larger than 1 MB" });
  }
  const found = match(routes, request.method ?? "GET", url.pathname);
  if (found === undefined) throw new Unsupported(`${request.method} ${url.pathname}`);
  const body = takesFiles ? null : readJson(request, raw);
  const { route, params } = found;
  if (
    params.organization !== undefined &&
    ![...state.spaces.values()].some(sameOrganization(params.organization))
  ) {
    throw accessDenied("The token does not reach this organization");
  }
  return route.handler({
    state,
    role,
    params,
    query: url.searchParams,
    headers: Object.fromEntries(Object.keys(request.headers).map((name) => [name, header(request, name)])),
    body,
    raw,
  });
}

const sameOrganization = (id: string) => (space: { organizationId: string }) => space.organizationId === id;

function roleOf(state: ContentfulState, token: string): TokenRole {
  const role = state.tokens.get(token);
  if (role !== undefined) return role;
  throw new ApiError(401, "AccessTokenInvalid", {
    message: "The access token you sent could not be found or is invalid.",
  });
}

/** The same path with another method is a mistake of the caller, and as unknown as a path nobody has. */
function match(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const names: string[] = [];
    const pattern = route.path.replace(/:([a-z]+)/g, (_, name: string) => {
      names.push(name);
      return "([^/]+)";
    });
    const values = new RegExp(`^${pattern}$`).exec(path)?.slice(1);
    if (values === undefined) continue;
    const decoded = values.map((value) => decodeURIComponent(value));
    return { route, params: Object.fromEntries(names.map((name, index) => [name, decoded[index] ?? ""])) };
  }
  return undefined;
}

function readJson(request: IncomingMessage, raw: Buffer): Json {
  if (raw.length === 0) return null;
  const type = (header(request, "content-type") ?? "").split(";")[0]?.trim() ?? "";
  if (!JSON_TYPES.includes(type)) {
    throw new ApiError(415, "UnsupportedMediaType", {
      message: `The content type "${type}" is not supported`,
    });
  }
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    throw badRequest("The body is not valid JSON");
  }
}

function takeFault(state: ContentfulState, { method, path }: LoggedRequest): Fault | undefined {
  const index = state.faults.findIndex(
    (fault) => (fault.method === undefined || fault.method === method) && fault.path.test(path),
  );
  const fault = state.faults[index];
  if (fault === undefined) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times <= 0) state.faults.splice(index, 1);
  return fault;
}

function faultError({ status, id, message, headers }: Fault): ApiError {
  return new ApiError(status, id, { ...(message === undefined ? {} : { message }), headers: headers ?? {} });
}

function errorAnswer(state: ContentfulState, logged: LoggedRequest, error: unknown): Answer {
  const requestId = randomUUID();
  if (error instanceof ApiError) return { status: error.status, body: error.toBody(requestId) };
  const what =
    error instanceof Unsupported ? error.message : `${logged.method} ${logged.path}: ${String(error)}`;
  state.unsupported.push(what);
  return { status: 501, body: new ApiError(501, "NotImplemented", { message: what }).toBody(requestId) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
