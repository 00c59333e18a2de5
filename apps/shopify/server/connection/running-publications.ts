import { ApiProblemError, type Client } from "@assetql/client";
import type { Publication } from "@assetql/contract";

const running: ReadonlySet<Publication["status"]> = new Set(["planning", "applying", "reverting"]);

interface BusyPublications {
  /** What is being planned, published or taken back. */
  readonly running: readonly Publication[];
  /** What will be published or taken back at its time. */
  readonly scheduled: readonly Publication[];
}

/** What goes on at a target, and what will by itself. */
export async function busyPublications(admin: Client, targetId: string): Promise<BusyPublications> {
  const found: Publication[] = [];
  for await (const publication of admin.publications.listAll({ limit: 200 })) {
    if (publication.targetId === targetId) found.push(publication);
  }
  return {
    running: found.filter(({ status }) => running.has(status)),
    scheduled: found.filter(({ scheduled }) => scheduled.length > 0),
  };
}

/** Pauses what runs, so that it goes on when somebody wants it. */
export async function pauseRunning(admin: Client, targetId: string): Promise<void> {
  for (const { id } of (await busyPublications(admin, targetId)).running) {
    try {
      await admin.publications.pause(id);
    } catch (error) {
      // It has ended meanwhile.
      if (!(error instanceof ApiProblemError && error.code === "publication-state")) throw error;
    }
  }
}
