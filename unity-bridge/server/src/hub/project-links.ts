import type { EditorSession } from "../session/editor-session.ts";
import { openProjectLink, type ProjectLink, type ProjectLinkOptions } from "./project-link.ts";

/** The open projects at the hub. */
export interface ProjectLinks {
  /** What is returned clears it away once the session has ended. */
  open(session: EditorSession): () => Promise<void>;
  of(session: EditorSession): ProjectLink;
}

export function createProjectLinks(shared: Omit<ProjectLinkOptions, "session" | "after">): ProjectLinks {
  const links = new WeakMap<EditorSession, ProjectLink>();
  /** By checkout: the work of one session is given back before the next takes any. */
  const closing = new Map<string, Promise<void>>();
  return {
    open(session) {
      const { checkout } = session;
      const after = closing.get(checkout) ?? Promise.resolve();
      const link = openProjectLink({ ...shared, session, after });
      links.set(session, link);
      return async () => {
        const closed = link.stop();
        const settled = closed.catch(() => undefined);
        closing.set(checkout, settled);
        await closed.finally(() => {
          if (closing.get(checkout) === settled) closing.delete(checkout);
        });
      };
    },
    of(session) {
      const link = links.get(session);
      if (link === undefined) throw new Error("A command came before its session was opened");
      return link;
    },
  };
}
