import type { EditorSession, Upload } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";

/** A file that the editor has sent. Throws a BridgeProblemError with the code `upload-unknown`. */
export function uploadOf(session: EditorSession, id: string): Upload {
  const upload = session.upload(id);
  if (upload !== undefined) return upload;
  throw new BridgeProblemError(
    "upload-unknown",
    "The file is no longer in the bridge, which has been restarted since. Choose it again.",
  );
}
