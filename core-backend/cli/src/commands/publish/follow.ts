import type { Client } from "@assetql/client";
import type { Publication } from "@assetql/contract";
import { createMeter, type Meter } from "../../output/progress.ts";
import type { Session } from "../../session.ts";
import { isGoingBack, progressOf } from "./outcome.ts";

/** Without a word for as long, people wonder. A publication waits for a host as long as it takes. */
const STALLED_MS = 15_000;
const STALLED =
  "Nothing has happened for 15 s. It waits for whoever works for the target (the sync service, which `npm start` runs beside the hub; for a Unity project, its open editor and the bridge), or the target is slow. Ctrl-C leaves it; it goes on by itself.";

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

function meterOf(publication: Publication): Meter {
  const { failed, revertFailed } = publication.counts;
  const bad = revertFailed === 0 ? "" : `${revertFailed} could not be taken back`;
  return { ...progressOf(publication), state: isGoingBack(publication) ? bad : `${failed} failed` };
}
