import type { ProblemError } from "@assetql/contract";
import { createLiveFeed } from "@assetql/core";
import type { ApiDeps } from "../api-deps.ts";
import type { Credentials } from "../http/authorize.ts";
import { type Applicant, refusalOf } from "./admission.ts";
import { type LivePeer, LiveSession } from "./session.ts";
import { defaultLiveTimings, type LiveTimings } from "./timings.ts";

/** The live protocol over whatever sockets a home has. */
export interface LiveUpdates {
  /** Why a connection may not become a socket; `undefined` when it may. */
  refusalOf(applicant: Applicant): Promise<ProblemError | undefined>;
  /** A client has connected; the credentials are those of its headers, if it could send any. */
  open(peer: LivePeer, credentials: Credentials): LiveSession;
  /** Closes every socket with the code that asks its client to come again. */
  stop(): void;
}

export function createLiveUpdates(api: ApiDeps, timings: Partial<LiveTimings> = {}): LiveUpdates {
  const feed = createLiveFeed(api.core);
  const sessions = new Set<LiveSession>();
  let isStopped = false;
  return {
    refusalOf: (applicant) => refusalOf(api, applicant),
    open(peer, credentials) {
      const session = new LiveSession(
        { api, feed, timings: { ...defaultLiveTimings, ...timings } },
        { peer, credentials, onEnd: () => sessions.delete(session) },
      );
      sessions.add(session);
      // It was let in just before the hub began to stop.
      if (isStopped) session.stop();
      return session;
    },
    stop() {
      isStopped = true;
      for (const session of [...sessions]) session.stop();
      feed.stop();
    },
  };
}
