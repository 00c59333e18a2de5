import { ConnectorError, type ConnectorErrorCode } from "@assetql/connector-sdk";

/** What WordPress answered when it refused. */
export interface Refusal {
  /** As in https://blog.example */
  readonly site: string;
  readonly status: number;
  /** WordPress's own, as in `rest_cannot_create`; empty when the answer was no WordPress error. */
  readonly code: string;
  /** WordPress's own sentence, in the user's language; may be empty. */
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly retryAfterMs?: number | undefined;
}

/** An expected failure at a WordPress site, with what the site said. */
export class WordPressError extends ConnectorError {
  readonly refusal: Refusal;
  constructor(code: ConnectorErrorCode, detail: string, refusal: Refusal) {
    super(code, detail.slice(0, 1_000), { retryAfterMs: refusal.retryAfterMs });
    this.refusal = refusal;
  }
}

/** Whether WordPress refused with one of these codes of its own. */
export function refusedWith(error: unknown, ...codes: readonly string[]): error is WordPressError {
  return error instanceof WordPressError && codes.includes(error.refusal.code);
}
