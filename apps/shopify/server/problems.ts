import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import { ConnectorError, type ConnectorErrorCode } from "@assetql/connector-sdk";
import { type InputProblem, ProblemError, problemCatalogue } from "@assetql/contract";
import type { ShownProblem } from "./services.ts";

const statusOf = {
  "hub-unavailable": 503,
  "hub-unexpected": 502,
  "hub-key-not-operator": 503,
  "workspace-key-refused": 503,
  "join-key-refused": 422,
  "join-key-not-admin": 422,
  "publication-running": 409,
  "publication-scheduled": 409,
  "not-installed": 403,
  "selection-too-large": 422,
  "shop-rate-limited": 503,
  "billing-needed": 402,
  "billing-month-used": 402,
  "billing-cap-reached": 402,
  "billing-refused": 502,
} as const;

export type AppProblemCode = keyof typeof statusOf;

/** An expected failure of the app itself. */
export class AppProblemError extends Error {
  override readonly name = "AppProblemError";
  readonly code: AppProblemCode;
  readonly problems: readonly InputProblem[];
  constructor(
    code: AppProblemCode,
    detail: string,
    { problems = [], ...options }: ErrorOptions & { readonly problems?: readonly InputProblem[] } = {},
  ) {
    super(detail, options);
    this.code = code;
    this.problems = problems;
  }
  get status(): number {
    return statusOf[this.code];
  }
}

/** What an error means for people; undefined for what nobody expects. */
export function problemOf(error: unknown): ShownProblem | undefined {
  if (error instanceof AppProblemError) {
    const { code, message: detail, status, problems } = error;
    return { code, detail, status, problems };
  }
  if (error instanceof ApiProblemError) {
    const { code, detail, status, problems = [] } = error.problem;
    return { code, detail, status, problems, ...waitIn(error.problem) };
  }
  if (error instanceof ProblemError) {
    const { code, message: detail, problems } = error;
    return { code, detail, status: problemCatalogue[code].status, problems };
  }
  if (error instanceof ConnectionError) {
    return {
      code: "hub-unavailable",
      detail: "AssetQL does not answer at the moment. Nothing is lost; try again in a minute.",
      status: 503,
      problems: [],
    };
  }
  if (error instanceof UnexpectedResponseError) {
    return {
      code: "hub-unexpected",
      detail: "AssetQL answers in a way that the app does not understand. Tell whoever runs the app.",
      status: 502,
      problems: [],
    };
  }
  if (error instanceof ConnectorError) {
    const { code, message: detail, retryAfterMs } = error;
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { code, detail, status: connectorStatus(code), problems: [], ...wait };
  }
  return undefined;
}

/** The client has waited as the hub asked to, more than once; what is asked for now, the hub's sentence tells. */
function waitIn({ code, detail }: ApiProblemError["problem"]): Pick<ShownProblem, "retryAfterMs"> {
  const seconds = code === "rate-limited" ? /\bin (\d{1,5}) s\b/.exec(detail)?.[1] : undefined;
  return seconds === undefined ? {} : { retryAfterMs: Number(seconds) * 1_000 };
}

function connectorStatus(code: ConnectorErrorCode): number {
  if (code === "credentials-missing" || code === "credentials-refused") return 403;
  return code === "rate-limited" ? 429 : 502;
}
