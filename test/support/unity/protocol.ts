import {
  BRIDGE_VERSION,
  type BridgeMessage,
  type BridgeProblem,
  type BridgeProblemCode,
  bridgeMessageSchema,
} from "@assetql/contract";

/** What the bridge answered instead of a result. */
export class BridgeRefusal extends Error {
  override readonly name = "BridgeRefusal";
  readonly code: string;
  readonly problems: readonly string[];
  constructor({ code, detail, problems }: Omit<BridgeProblem, "code"> & { readonly code: string }) {
    super(detail);
    this.code = code;
    this.problems = problems;
  }
}

/** What an editor answers a call with instead of a result. */
export class CallRefused extends Error {
  override readonly name = "CallRefused";
  readonly code: BridgeProblemCode;
  constructor(code: BridgeProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export const parseMessage = (text: string): BridgeMessage => bridgeMessageSchema.parse(JSON.parse(text));

export const creditText = (bytes: number): string =>
  JSON.stringify({ v: BRIDGE_VERSION, type: "credit", payload: { bytes } });

export const requestText = (id: string, type: string, payload: unknown): string =>
  JSON.stringify({ v: BRIDGE_VERSION, id, type, payload });

export const resultText = (re: string, payload: unknown): string =>
  JSON.stringify({ v: BRIDGE_VERSION, re, type: "result", payload });

export const problemText = (re: string, { code, message }: CallRefused): string =>
  JSON.stringify({
    v: BRIDGE_VERSION,
    re,
    type: "problem",
    payload: { code, detail: message, problems: [] },
  });
