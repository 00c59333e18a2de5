import {
  type BridgeCall,
  type BridgeCallParams,
  type BridgeCallResult,
  type BridgeMessage,
  bridgeCalls,
  type FrameHeader,
} from "@assetql/contract";
import { CallRefused, problemText, resultText } from "./protocol.ts";

/** What an editor does when it is asked, and with the content that it is sent. */
export interface EditorProject {
  readonly checkout: string;
  readonly name: string;
  /** Throws a {@link CallRefused}. */
  answer<Name extends BridgeCall>(
    name: Name,
    params: BridgeCallParams<Name>,
  ): Promise<BridgeCallResult<Name>>;
  /** Writes content; the next of it comes when this has ended. False: it is not the project's. */
  receive(header: FrameHeader, content: Buffer): Promise<boolean>;
}

type Call = Extract<BridgeMessage, { id: string }>;

/** The message that answers a call. Never rejects. */
export async function answerText(project: EditorProject, { id, type, payload }: Call): Promise<string> {
  try {
    const name = names.find((known) => known === type);
    if (name === undefined) throw new CallRefused("type-unknown", `This editor knows no ${type}.`);
    return resultText(id, await answer(project, name, payload));
  } catch (error) {
    const refused = error instanceof CallRefused ? error : new CallRefused("internal", String(error));
    return problemText(id, refused);
  }
}

// The parse boundary of Object.keys: the names of the schemas.
const names = Object.keys(bridgeCalls) as BridgeCall[];

async function answer<Name extends BridgeCall>(
  project: EditorProject,
  name: Name,
  payload: unknown,
): Promise<unknown> {
  const { params, result } = bridgeCalls[name];
  // The parse boundary: the schema is that of the name.
  return result.parse(await project.answer(name, params.parse(payload) as BridgeCallParams<Name>));
}
