export interface RetryPolicy {
  /** Tries after the first. */
  readonly retries: number;
  /** Unit of the backoff between tries, in milliseconds. */
  readonly backoffMs: number;
}

const MAX_BACKOFF_MS = 20_000;
/** A server that asks for more than this is not waited for. */
const MAX_RETRY_AFTER_MS = 120_000;
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Whether the same call may succeed a little later: the server was busy, or (409 with Retry-After) still works on
 * the first try of this very call.
 */
export const isRetryable = ({ status, headers }: Response): boolean =>
  RETRYABLE.has(status) || (status === 409 && headers.has("Retry-After"));

/**
 * Milliseconds to wait before try `attempt` + 1 (from 0): what the server asked for, else exponential backoff with
 * full jitter. `undefined` if the server asks for too much.
 */
export function retryDelay(
  attempt: number,
  { backoffMs }: RetryPolicy,
  response?: Response,
): number | undefined {
  const asked = parseRetryAfter(response?.headers.get("Retry-After"));
  if (asked !== undefined) return asked > MAX_RETRY_AFTER_MS ? undefined : asked;
  return Math.random() * Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** attempt);
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from now. */
function parseRetryAfter(value: string | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
