import { ApiProblemError, type Client } from "@assetql/client";
import { isPublicationUnderWay, type Publication } from "@assetql/contract";

interface BusyPublications {
  /** What is being planned, published or taken back. */
  readonly running: readonly Publication[];
  /** What will be published or taken back at its time. */
  readonly scheduled: readonly Publication[];
}

/** What goes on at a target, and what will by itself. */
export async function busyPublications(admin: Client, targetId: string): Promise<BusyPublications> {
  const found = await Array.fromAsync(admin.publications.listAll({ targetId, limit: 200 }));
  return {
    running: found.filter(isPublicationUnderWay),
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
