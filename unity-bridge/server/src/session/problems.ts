import type { BridgeProblemCode } from "@assetql/contract";

/** An expected failure of something an editor asked for: answered as a problem. */
export class BridgeProblemError extends Error {
  override readonly name = "BridgeProblemError";
  readonly code: BridgeProblemCode;
  readonly problems: readonly string[];
  constructor(code: BridgeProblemCode, detail: string, problems: readonly string[] = []) {
    super(detail);
    this.code = code;
    this.problems = problems;
  }
}

/** What an editor answered instead of a result. */
export class EditorProblem extends Error {
  override readonly name = "EditorProblem";
  readonly code: BridgeProblemCode;
  constructor(code: BridgeProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** The connection went while content was on its way; the session goes on. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  constructor() {
    super("the connection to the editor was lost");
  }
}
