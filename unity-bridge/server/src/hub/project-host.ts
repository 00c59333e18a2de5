import type { Client } from "@assetql/client";
import { type Connector, createHost, type Host, type Log } from "@assetql/connector-sdk";
import { publicationIdSchema, type Work } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import { createHostLink } from "./host-link.ts";
import { openLeasedWorks } from "./leased-works.ts";

/** What an import after an undo may take; one that the editor is not there for is made up for by its next one. */
const REFRESH_MS = 20_000;

export interface ProjectHostOptions {
  readonly client: Pick<Client, "work">;
  readonly session: EditorSession;
  readonly hostId: string;
  readonly connector: Connector;
  /** Ids of the only targets it works for. */
  readonly targets: () => readonly string[];
  /** Of the hub. */
  readonly hubUrl: string;
  /** Of the bridge. */
  readonly folder: string;
  readonly log: Log;
}

/** Gives back what a bridge that was killed had, and works for a project. Throws what the client throws. */
export async function startProjectHost(options: ProjectHostOptions): Promise<Host> {
  const { client, session, hostId, connector, targets, hubUrl, folder, log } = options;
  const holder = { folder, checkout: session.checkout, hub: hubUrl, host: hostId };
  const works = await openLeasedWorks(client.work, holder);
  const host = createHost({
    hub: createHostLink(client.work, { works, onReverted: (work) => refresh(session, work, log) }),
    connectors: [connector],
    get targets() {
      return targets();
    },
    // The project is reached through the session alone.
    door: { fetch: () => Promise.reject(new Error("The connector unity has no way out")) },
    hostId,
    log,
  });
  host.start();
  return host;
}

/** One import of everything that was brought back. */
async function refresh(session: EditorSession, { publicationId }: Work, log: Log): Promise<void> {
  const pullId = publicationIdSchema.parse(publicationId);
  const signal = AbortSignal.any([session.ended, AbortSignal.timeout(REFRESH_MS)]);
  try {
    await session.call("import.refresh", { pullId }, { signal });
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 500) : "unknown";
    log("warn", "The editor has not imported what was brought back", { pullId, reason });
  }
}
