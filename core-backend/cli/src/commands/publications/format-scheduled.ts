import type { ScheduledStep } from "@assetql/contract";
import { formatTime } from "../../output/format.ts";

const words = { apply: "applied", revert: "taken back" } as const;

/** As in `applied at 2026-12-24 18:00, taken back at 2026-12-27 06:00`; in this machine's time. */
export const formatScheduled = (scheduled: readonly ScheduledStep[]): string =>
  scheduled.map(({ action, at }) => `${words[action]} at ${formatTime(at)}`).join(", ");
