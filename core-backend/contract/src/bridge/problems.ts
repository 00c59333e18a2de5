/** Codes of problems between editor and bridge; what a hub refuses has the hub's own code in `detail`'s place. */
export const bridgeProblemCodes = [
  // Of messages.
  "message-invalid",
  "type-unknown",
  "params-invalid",
  "unauthenticated",
  "protocol-unsupported",
  // Of what was asked for.
  "not-found",
  "input-invalid",
  "state",
  "forbidden",
  "quota-exceeded",
  "nothing-to-pull",
  "nothing-changed",
  "upload-unknown",
  "upload-incomplete",
  "checksum-mismatch",
  // Of the project.
  "name-refused",
  "path-refused",
  "disk-full",
  "permission-denied",
  "file-changed",
  "file-missing",
  "write-failed",
  "import-busy",
  "staging-missing",
  // Of the others.
  "hub-unreachable",
  "hub-refused",
  "editor-away",
  "busy",
  "internal",
] as const;
export type BridgeProblemCode = (typeof bridgeProblemCodes)[number];
