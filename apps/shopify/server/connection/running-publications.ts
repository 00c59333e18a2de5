import { ApiProblemError, type Client } from "@assetql/client";
import type { Publication } from "@assetql/contract";

const running: ReadonlySet<Publication["status"]> = new Set(["applying", "reverting"]);

/** What is being published to a target, or taken back there. */
export async function runningPublications(admin: Client, targetId: string): Promise<readonly Publication[]> {
  const found: Publication[] = [];
  for await (const publication of admin.publications.listAll({ limit: 200 })) {
    if (publication.targetId === targetId && running.has(publication.status)) found.push(publication);
  }
  return found;
}

/** Pauses them, so that they go on when somebody wants it. */
export async function pauseRunning(admin: Client, targetId: string): Promise<void> {
  for (const { id } of await runningPublications(admin, targetId)) {
    try {
      await admin.publications.pause(id);
    } catch (error) {
      // It has ended meanwhile.
      if (!(error instanceof ApiProblemError && error.code === "publication-state")) throw error;
    }
  }
}
