import { ConnectorError } from "@assetql/connector-sdk";
import { createFolderConnector } from "@assetql/folder";
import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { hour, hourly, openSyncHome } from "../sync-service/sync-home.ts";

it("the sync service measures what its requests waited for, by connector and cause", async () => {
  const home = await openSyncHome();
  const folder = createFolderConnector({ allowedFolders: [home.folder] });
  let asksForPause = true;
  const connector: typeof folder = {
    ...folder,
    async check(context) {
      // More than its pace lets go at once.
      await Promise.all([1, 2].map(() => context.paced(async () => undefined)));
      return folder.check(context);
    },
    async observe(...args) {
      if (!asksForPause) return folder.observe(...args);
      asksForPause = false;
      throw new ConnectorError("rate-limited", "Too many requests.", { retryAfterMs: 60 });
    },
  };
  const service = await home.startService({ connectors: [{ connector }] });
  const { target, setItems } = await home.makeTarget({
    sync: hourly(home.style),
    pace: { requestsPerSecond: 20, burst: 1 },
  });
  await home.client().call("checkTarget", { params: { id: target.id } });
  await setItems([{ id: "a", title: "mug" }]);
  home.clock.now = hour(1);
  await home.synced(target.id, hour(1));
  const [batch] = await home.batchesOf(target);
  if (batch === undefined) throw new Error("The sync made no batch");
  await home.approveAll(batch);
  home.clock.now = hour(2);
  await home.synced(target.id, hour(2));

  const waited = await until(async () => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    return sumOf(text, "retry") > 0 ? text : undefined;
  });

  expect(sumOf(waited, "retry")).toBeGreaterThanOrEqual(0.06);
  expect(sumOf(waited, "pace")).toBeGreaterThan(0);
  expect(waited).not.toContain(target.id);
});

/** Seconds waited in all. */
const sumOf = (text: string, cause: string): number => {
  const series = `assetql_sync_wait_duration_seconds_sum{connector="folder",cause="${cause}"} `;
  const line = text.split("\n").find((one) => one.startsWith(series));
  return line === undefined ? 0 : Number(line.slice(series.length));
};
