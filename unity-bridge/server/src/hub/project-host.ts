import type { Client } from "@assetql/client";
import { type Connector, createHost, type Host, type Log } from "@assetql/connector-sdk";
import { publicationIdSchema, type Work } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import { createHostLink } from "./host-link.ts";
import { type LeasedWorks, openLeasedWorks } from "./leased-works.ts";

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

/** Longer than most domain reloads; what is staged by then is not sent again. */
const AWAY_MS = 20_000;

/**
 * Gives back what a bridge that was killed had, and works for a project while its editor is there. When that stays away,
 * its work goes back to the hub: another bridge may have the editor. Throws what the client throws.
 */
export async function startProjectHost(options: ProjectHostOptions): Promise<Pick<Host, "stop">> {
  const { client, session, hubUrl, folder, hostId } = options;
  const holder = { folder, checkout: session.checkout, hub: hubUrl, host: hostId };
  const works = await openLeasedWorks(client.work, holder);
  const stopping = new AbortController();
  const serving = serve(options, works, AbortSignal.any([stopping.signal, session.ended]));
  return {
    async stop() {
      stopping.abort();
      await serving;
    },
  };
}

async function serve(options: ProjectHostOptions, works: LeasedWorks, signal: AbortSignal): Promise<void> {
  const { presence } = options.session;
  while (!signal.aborted) {
    const host = createProjectHost(options, works);
    // Whoever is told to stop while waiting is done with waiting.
    await presence
      .untilThere(signal)
      .then(() => {
        host.start();
        return presence.untilAway(AWAY_MS, signal);
      })
      .catch(() => undefined);
    await host.stop();
  }
}

function createProjectHost(options: ProjectHostOptions, works: LeasedWorks): Host {
  const { client, session, hostId, connector, targets, log } = options;
  const { presence } = session;
  return createHost({
    hub: createHostLink(client.work, { works, presence, onReverted: (work) => refresh(session, work, log) }),
    connectors: [connector],
    get targets() {
      return targets();
    },
    // The project is reached through the session alone.
    door: { fetch: () => Promise.reject(new Error("The connector unity has no way out")) },
    hostId,
    log,
  });
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
