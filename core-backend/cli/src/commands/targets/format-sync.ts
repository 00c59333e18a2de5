import type { Target } from "@assetql/contract";
import { formatTime } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";

type Synced = Pick<Target, "sync" | "lastSync">;
type Facts = readonly (readonly [name: string, value: string])[];

/** How the sync of a target fares, in a word. */
export function syncWord({ sync, lastSync }: Synced): string {
  if (sync === null) return "off";
  if (lastSync === null) return "waits";
  return lastSync.problem === null ? "ok" : "problem";
}

const tones: Readonly<Record<string, Tone>> = { ok: "good", problem: "bad" };
export const syncTone = (target: Synced): Tone | undefined => tones[syncWord(target)];

/** A target's sync alone. */
export const formatSync = (terminal: Pick<Terminal, "paint">, target: Target): string =>
  formatFacts(terminal, [["Target", target.id], ["Name", target.name], ...syncFacts(target)]);

/** When a target is synced, what is done then, and how the last time went. */
export function syncFacts({ sync, lastSync }: Synced): Facts {
  const settings: Facts = sync === null ? [["Sync", "off"]] : settingsFacts(sync);
  return lastSync === null
    ? [...settings, ...(sync === null ? [] : [["Last sync", "none yet"] as const])]
    : [...settings, ...lastFacts(lastSync)];
}

function settingsFacts({ cron, timeZone, publish, drive }: NonNullable<Target["sync"]>): Facts {
  return [
    ["Sync", `${cron} (${timeZone})`],
    ...(drive === null
      ? []
      : ([
          ["", `makes batches of items that are new or changed, in the style ${drive.styleProfileId}`],
          ["", `from the template: ${drive.template}`],
        ] as const)),
    ["", publish ? "publishes what was approved" : "publishes nothing"],
  ];
}

function lastFacts({ at, batchId, publicationId, problem }: NonNullable<Target["lastSync"]>): Facts {
  const made = [
    ...(batchId === null ? [] : [`made the batch ${batchId}`]),
    ...(publicationId === null ? [] : [`published as ${publicationId}`]),
  ];
  const outcome = made.length > 0 || problem !== null ? made : ["there was nothing to do"];
  return [
    ["Last sync", [formatTime(at), ...outcome].join(", ")],
    ...(problem === null ? [] : [["Problem", problem.detail] as const]),
  ];
}
