import { nextTime } from "@assetql/core/ports";
import { expect, it } from "vitest";
import { lastPlanned } from "../../connectors/sync-service/src/sync/plan-times.ts";

it.each([
  ["30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z"],
  ["30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z"],
  ["*/30 * * * *", "America/New_York", "2026-11-01T04:30Z"],
  ["0 9 L * *", "Asia/Kolkata", "2026-02-01T00:00Z"],
  ["15 4 * * 1#2", "Pacific/Auckland", "2026-04-01T00:00Z"],
])("%s in %s means to the service what it means to the hub, which checks it", (cron, timeZone, from) => {
  let before = nextTime({ cron, timeZone }, Date.parse(from)) ?? Number.NaN;
  for (let count = 0; count < 5; count++) {
    const next = nextTime({ cron, timeZone }, before) ?? Number.NaN;
    expect(lastPlanned({ cron, timeZone }, next - 1)).toBe(before);
    expect(lastPlanned({ cron, timeZone }, next)).toBe(next);
    before = next;
  }
});
