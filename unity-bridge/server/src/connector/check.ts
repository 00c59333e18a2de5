import type { Context, Health } from "@assetql/connector-sdk";
import type { EditorSession } from "../session/editor-session.ts";
import { EditorProblem } from "../session/problems.ts";
import type { Config } from "./settings.ts";

/** What somebody who asks waits for an editor that is away, milliseconds. */
const PATIENCE_MS = 10_000;

/** Whether the project is open and its editor answers. Out of turn: what is sent may take all of the pace. */
export async function checkEditor(
  session: EditorSession,
  { signal }: Pick<Context<Config, null>, "signal">,
): Promise<Health> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const either = AbortSignal.any([signal, patience]);
  try {
    await session.call("project.observe", { references: [] }, { signal: either });
    const detail = `${session.projectName} is open in Unity.`;
    return { status: "ok", code: null, detail, facts: { project: session.projectName } };
  } catch (error) {
    if (!patience.aborted && !(error instanceof EditorProblem)) throw error;
    const detail = patience.aborted ? away(session) : error instanceof Error ? error.message : away(session);
    return { status: "failing", code: "unavailable", detail, facts: {} };
  }
}

export const away = ({ projectName }: Pick<EditorSession, "projectName">): string =>
  `Unity does not answer. Open ${projectName} in Unity, or wait until it has compiled.`;
