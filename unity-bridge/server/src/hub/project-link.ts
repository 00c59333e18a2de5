import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ApiProblemError, type Client } from "@assetql/client";
import type { Host, Log } from "@assetql/connector-sdk";
import type { Target } from "@assetql/contract";
import { createUnityConnector } from "../connector/index.ts";
import type { EditorSession } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";
import { hubProblem, isHubAway } from "./problems.ts";
import { startProjectHost } from "./project-host.ts";
import type { Pulse } from "./pulse.ts";
import { ensureTarget } from "./target.ts";
import { startWatcher, type Watcher } from "./watcher.ts";

/** Before a hub that had too much to do is asked again, milliseconds. */
const AGAIN_MS = 5_000;

/** One open project at the hub: its target, and the host that works for it. */
export interface ProjectLink {
  readonly watch: Watcher;
  /** As the hub has it now, made if there is none. Throws what the client throws, and BridgeProblemErrors. */
  target(): Promise<Target>;
  /** Gives the work that is under way back to the hub. */
  stop(): Promise<void>;
}

export interface ProjectLinkOptions {
  readonly client: Client;
  readonly session: EditorSession;
  readonly pulse: Pulse;
  /** Of the hub. */
  readonly hubUrl: string;
  /** Of the bridge. */
  readonly folder: string;
  /** When an earlier session of the same project is cleared away. */
  readonly after: Promise<void>;
  readonly log: Log;
}

/** Works for a project until it is stopped: as soon as the hub can be reached, and again whenever it is back. */
export function openProjectLink(options: ProjectLinkOptions): ProjectLink {
  const { client, session, pulse, log } = options;
  const place = createPlace(options);
  const attaching = attach(options, place);
  const forget = pulse.onChange((reachable) => session.emit("hub.changed", { reachable, detail: null }));
  return {
    watch: startWatcher({ client, session, log, targetId: () => place.targetId }),
    target: () => place.target(),
    async stop() {
      forget();
      await attaching;
      await place.stop();
    },
  };
}

interface Place {
  readonly targetId: string | undefined;
  target(): Promise<Target>;
  stop(): Promise<void>;
}

/** The target and the host of a project, made when they are first asked for. */
function createPlace({ client, session, hubUrl, folder, after, log }: ProjectLinkOptions): Place {
  const hostId = `unity-${randomUUID()}`;
  const connector = createUnityConnector({ session, client });
  let targetId: string | undefined;
  let host: Pick<Host, "stop"> | undefined;
  let making: Promise<Target> | undefined;
  const targets = (): readonly string[] => (targetId === undefined ? [] : [targetId]);
  const make = async (): Promise<Target> => {
    await after;
    const target = await ensureTarget(client, session, { hostId, connector });
    targetId = target.id;
    host ??= await startProjectHost({ client, session, hostId, connector, targets, hubUrl, folder, log });
    return target;
  };
  const made = (): Promise<Target> => {
    making ??= make().finally(() => {
      making = undefined;
    });
    return making;
  };
  return {
    get targetId() {
      return targetId;
    },
    async target() {
      if (targetId === undefined || host === undefined) return made();
      try {
        return await client.targets.get(targetId);
      } catch (error) {
        // Somebody has deleted it at the hub.
        if (!(error instanceof ApiProblemError) || error.code !== "not-found") throw error;
        return made();
      }
    },
    async stop() {
      await making?.catch(() => undefined);
      await host?.stop();
    },
  };
}

/** Tries until it is done, the session ends, or the hub refuses: then whoever asks for the target tries again. */
async function attach({ session, pulse, log }: ProjectLinkOptions, place: Place): Promise<void> {
  const { ended } = session;
  while (!ended.aborted) {
    try {
      await pulse.untilReachable(ended);
      await place.target();
      return;
    } catch (error) {
      if (ended.aborted) return;
      pulse.suspect(error);
      if (isHubAway(error)) continue;
      if (hubProblem(error)?.code === "busy") {
        await wait(AGAIN_MS, undefined, { signal: ended }).catch(() => undefined);
        continue;
      }
      const detail = reasonOf(error);
      log("warn", "The project has no target at the hub", { project: session.projectName, reason: detail });
      session.emit("hub.changed", { reachable: true, detail });
      return;
    }
  }
}

function reasonOf(error: unknown): string {
  const problem = error instanceof BridgeProblemError ? error : hubProblem(error);
  return problem?.message ?? (error instanceof Error ? error.message : "Something unexpected happened.");
}
