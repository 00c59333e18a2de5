import { createHash } from "node:crypto";
import type { IncomingFile, OperationId } from "@assetql/contract";

interface Sent {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly files: Readonly<Record<string, readonly IncomingFile[]>> | undefined;
}

/** SHA-256 over what was asked for, as it was understood: the order of members or a form's boundary change nothing. */
export function fingerprint(operationId: OperationId, { params, query, body, files }: Sent): string {
  const hash = createHash("sha256").update(canonicalJson([operationId, params, query, body]));
  for (const [field, sent] of Object.entries(files ?? {})) {
    for (const { name, bytes } of sent) {
      const digest = createHash("sha256").update(bytes).digest("hex");
      hash.update(canonicalJson([field, name, digest]));
    }
  }
  return hash.digest("hex");
}

const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
