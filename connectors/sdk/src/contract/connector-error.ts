/**
 * What connectors throw. The code decides what the host does: `retry` ones are tried again with growing pauses, the
 * others are told on the receipt at once. `detail` is a sentence that a content editor can act on.
 */
export const errorCodes = {
  // Of the target as a whole: the changes that are left fail with the same problem without being tried.
  "credentials-missing": { retry: false, stops: true },
  "credentials-refused": { retry: false, stops: true },
  "config-invalid": { retry: false, stops: true },
  "target-not-found": { retry: false, stops: true },
  "not-the-platform": { retry: false, stops: true },
  "certificate-invalid": { retry: false, stops: true },
  "address-forbidden": { retry: false, stops: true },
  // Of one change: the others go on.
  "storage-full": { retry: false, stops: false },
  "permission-denied": { retry: false, stops: false },
  "item-deleted": { retry: false, stops: false },
  "remote-deleted": { retry: false, stops: false },
  "changed-meanwhile": { retry: false, stops: false },
  "file-refused": { retry: false, stops: false },
  "file-too-large": { retry: false, stops: false },
  "image-missing": { retry: false, stops: false },
  "not-supported": { retry: false, stops: false },
  refused: { retry: false, stops: false },
  "signature-invalid": { retry: false, stops: false },
  // What may pass.
  "rate-limited": { retry: true, stops: false },
  unavailable: { retry: true, stops: false },
  "timed-out": { retry: true, stops: false },
  unreachable: { retry: true, stops: false },
  "version-conflict": { retry: true, stops: false },
} as const satisfies Record<string, { readonly retry: boolean; readonly stops: boolean }>;

export type ConnectorErrorCode = keyof typeof errorCodes;

export interface ConnectorErrorOptions {
  /** What the platform asked to wait, milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** An expected failure at a target. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly code: ConnectorErrorCode;
  readonly retryAfterMs: number | undefined;
  constructor(code: ConnectorErrorCode, detail: string, { retryAfterMs, cause }: ConnectorErrorOptions = {}) {
    super(detail, { cause });
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
