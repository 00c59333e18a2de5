import type { Client } from "@assetql/client";
import type { Publication } from "@assetql/contract";
import { failed } from "../../errors.ts";
import { plural } from "../../output/format.ts";
import { createMeter, type Meter } from "../../output/progress.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";

/** Without a word for as long, people wonder. A publication waits for a host as long as it takes. */
const STALLED_MS = 15_000;
const STALLED =
  "Nothing has happened for 15 s. It waits for the sync service, which `npm start` runs beside the hub, or the target is slow. Ctrl-C leaves it; it goes on by itself.";

/** Shows how far a publication is, until nothing goes on by itself; returns it as it is then. */
export async function followPublication(
  { terminal, signal }: Session,
  client: Client,
  id: string,
): Promise<Publication> {
  const meter = createMeter(terminal);
  const say = () => terminal.note(STALLED);
  let stalled = setTimeout(say, STALLED_MS);
  try {
    return await client.publications.wait(id, {
      signal,
      intervalMs: 250,
      onUpdate: (publication) => {
        clearTimeout(stalled);
        stalled = setTimeout(say, STALLED_MS);
        if (!isPlan(publication)) meter.update(meterOf(publication));
      },
    });
  } finally {
    clearTimeout(stalled);
    meter.stop();
  }
}

const isPlan = ({ status }: Publication): boolean => status === "planning" || status === "planned";

function meterOf({ status, pausedFrom, counts }: Publication): Meter {
  const { create, update, delete: removed, applied, failed: failures, reverted, revertFailed } = counts;
  const isBack = status === "reverting" || status === "reverted" || pausedFrom === "reverting";
  if (isBack) {
    return {
      done: reverted,
      total: applied + reverted + revertFailed,
      state: revertFailed === 0 ? "" : `${revertFailed} could not be taken back`,
    };
  }
  return { done: applied, total: create + update + removed, state: `${failures} failed` };
}

/** How a publication has ended, in a sentence. `kept` changes were not, or not wholly, taken back. */
export function outcomeOf({ status, counts, name }: Publication, kept = 0): string {
  const { applied, failed: failures, reverted, revertFailed } = counts;
  const what = `${plain(name)} is ${status}`;
  if (status === "reverted") {
    const rest = revertFailed === 0 ? "" : `, ${revertFailed} could not be taken back`;
    const stays = kept === 0 ? "" : `, ${kept} not wholly, for somebody has changed it since (--force)`;
    return `${what}: ${plural(reverted - kept, "change")} taken back${stays}${rest}.`;
  }
  return `${what}: ${plural(applied, "change")} applied${failures === 0 ? "" : `, ${failures} failed`}.`;
}

/** Throws a failure for a publication that did not come to a good end. */
export function assertWell({ id, status, counts, problem }: Publication): void {
  if (status === "failed")
    throw failed(`The plan could not be made: ${plain(problem?.detail ?? "nobody knows why")}`);
  if (status === "paused" && problem !== null) {
    throw failed(`It was stopped: ${plain(problem.detail)} \`assetql publications resume ${id}\` goes on.`);
  }
  if (status === "applied" && counts.failed > 0) {
    throw failed(
      `${plural(counts.failed, "change")} failed. Mend what is said above, then \`assetql publications apply ${id}\` tries them again.`,
    );
  }
  if (status === "reverted" && counts.revertFailed > 0) {
    throw failed(`${plural(counts.revertFailed, "change")} could not be taken back, as said above.`);
  }
}
