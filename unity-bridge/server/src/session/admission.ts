import type { Log } from "@assetql/connector-sdk";
import {
  BRIDGE_PROTOCOL,
  type BridgeHello,
  type BridgeProblemCode,
  type BridgeWelcome,
  bridgeCloseCodes,
  bridgeHelloSchema,
  bridgeWelcomeSchema,
} from "@assetql/contract";
import type { Connection, ConnectionListener } from "../socket/connection.ts";
import { decodeMessage, MessageError } from "../socket/messages.ts";
import { readAs } from "../socket/words.ts";
import { errorText, writeProblem, writeResult } from "./commands.ts";
import type { Sessions } from "./sessions.ts";

export interface AdmissionOptions {
  readonly sessions: Sessions;
  readonly isToken: (given: string) => boolean;
  readonly helloSeconds: number;
  readonly windowBytes: number;
  readonly version: string;
  readonly log: Log;
  readonly hub: { readonly url: string; isReachable(): boolean };
}

export const WRONG_PROTOCOL = `This bridge speaks ${BRIDGE_PROTOCOL}. Update the package in Unity, or the bridge.`;

/** Why an editor is not let in. */
class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly code: BridgeProblemCode;
  readonly close: number;
  constructor(code: BridgeProblemCode, close: number, detail: string) {
    super(detail);
    this.code = code;
    this.close = close;
  }
}

const wrongToken = () =>
  new RefusalError(
    "unauthenticated",
    bridgeCloseCodes.unauthenticated,
    "The token is wrong. Copy the one in the bridge's folder (~/.assetql/bridge/token) into Unity's settings.",
  );

const NO_HELLO = "No hello came in time. Update the package in Unity if this happens again.";
const HELLO_FIRST = "Say hello first.";

/** Waits for the hello of an editor that has just connected. */
export function admit(
  open: (listener: ConnectionListener) => Connection,
  options: AdmissionOptions,
): Connection {
  const waiting = new AbortController();
  const connection = open({
    text: (text) => {
      waiting.abort();
      receiveHello(connection, text, options);
    },
    frame: () => connection.close(bridgeCloseCodes.unauthenticated, HELLO_FIRST),
    gone: () => waiting.abort(),
  });
  const giveUp = () => {
    if (!waiting.signal.aborted) connection.close(bridgeCloseCodes.unauthenticated, NO_HELLO);
  };
  // A process that was kept from running reads what has come meanwhile first.
  const timer = setTimeout(() => setImmediate(giveUp), options.helloSeconds * 1_000);
  waiting.signal.addEventListener("abort", () => clearTimeout(timer));
  return connection;
}

function receiveHello(connection: Connection, text: string, options: AdmissionOptions): void {
  let id: string | undefined;
  try {
    const message = decodeMessage(text);
    if (!("id" in message) || message.type !== "hello") {
      connection.close(bridgeCloseCodes.unauthenticated, HELLO_FIRST);
      return;
    }
    id = message.id;
    welcome(connection, { id, hello: readHello(message.payload, options) }, options);
  } catch (error) {
    refuse(connection, id, error, options.log);
  }
}

/** Throws a {@link RefusalError}. The token comes first: nobody else is told anything. */
function readHello(payload: unknown, { isToken }: AdmissionOptions): BridgeHello {
  const parsed = readAs(bridgeHelloSchema, payload);
  if (!parsed.success) {
    const [first] = parsed.problems;
    throw new RefusalError("params-invalid", bridgeCloseCodes.invalid, `The hello is not right: ${first}`);
  }
  if (!isToken(parsed.data.token)) throw wrongToken();
  if (!parsed.data.protocols.includes(BRIDGE_PROTOCOL)) {
    throw new RefusalError("protocol-unsupported", bridgeCloseCodes.protocol, WRONG_PROTOCOL);
  }
  return parsed.data;
}

interface Hello {
  readonly id: string;
  readonly hello: BridgeHello;
}

function welcome(connection: Connection, { id, hello }: Hello, options: AdmissionOptions): void {
  const { hub, version, windowBytes } = options;
  options.sessions.attach(connection, hello, ({ resumeId, resumed, lastSeq, hubDetail }) => {
    const result: BridgeWelcome = {
      protocol: BRIDGE_PROTOCOL,
      resumeId,
      resumed,
      lastSeq,
      bridge: { version },
      hub: { url: hub.url, reachable: hub.isReachable(), detail: hubDetail },
      windowBytes,
    };
    connection.send(writeResult(id, bridgeWelcomeSchema.parse(result)));
  });
}

/** A refusal is told as a problem too: reasons of closes are short, and cut. */
function refuse(connection: Connection, id: string | undefined, error: unknown, log: Log): void {
  if (error instanceof MessageError) {
    connection.close(bridgeCloseCodes.invalid, error.message);
  } else if (error instanceof RefusalError && id !== undefined) {
    connection.send(writeProblem(id, { code: error.code, detail: error.message, problems: [] }));
    connection.close(error.close, error.message);
  } else {
    log("error", "an editor could not be welcomed", { error: errorText(error) });
    connection.close(bridgeCloseCodes.internal, "Something went wrong in the bridge. Connect again.");
  }
}
