import { ConnectorError, type ConnectorErrorCode } from "@assetql/connector-sdk";
import type { BridgeProblemCode } from "@assetql/contract";
import { EditorProblem } from "../session/problems.ts";

/** What an editor's refusal is to the host: whether it is tried again, and what people are told. */
const codes: Partial<Record<BridgeProblemCode, ConnectorErrorCode>> = {
  "disk-full": "storage-full",
  "permission-denied": "permission-denied",
  "name-refused": "refused",
  "path-refused": "refused",
  "input-invalid": "refused",
  "file-changed": "changed-meanwhile",
  "file-missing": "remote-deleted",
  "not-found": "remote-deleted",
  "type-unknown": "not-supported",
  // What may pass.
  "write-failed": "unavailable",
  "import-busy": "unavailable",
  "staging-missing": "unavailable",
  "upload-incomplete": "unavailable",
  "checksum-mismatch": "unavailable",
  "editor-away": "unavailable",
  busy: "unavailable",
};

/** The editor's own words are for people in front of it already. */
export const connectorErrorOf = (code: string, detail: string, cause?: unknown): ConnectorError =>
  new ConnectorError(codeOf(code), detail, { cause });

function codeOf(code: string): ConnectorErrorCode {
  const known: Readonly<Record<string, ConnectorErrorCode>> = codes;
  return known[code] ?? "refused";
}

/** Runs what asks the editor; its refusals become ConnectorErrors, anything else is thrown as it is. */
export async function asConnectorErrors<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof EditorProblem ? connectorErrorOf(error.code, error.message, error) : error;
  }
}
