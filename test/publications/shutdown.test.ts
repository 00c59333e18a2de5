import { expect, it, vi } from "vitest";
import { measureWaiting } from "../support/time-waited.ts";
import { until } from "../support/until.ts";
import { openPublishingHome } from "./publishing-home.ts";
import { openShelfHost } from "./shelf-host.ts";

it.each(["stays", "hangs up"])(
  "a host that waits for work when the hub stops, and %s, is done with before the database closes",
  async (what) => {
    const home = await openPublishingHome();
    await openShelfHost(home.client);
    const { live } = home.core;
    const listen = live.onRing.bind(live);
    let waiting = 0;
    vi.spyOn(live, "onRing").mockImplementation((listener) => {
      const stop = listen(listener);
      waiting += 1;
      return () => {
        waiting -= 1;
        stop();
      };
    });
    const over = new AbortController();
    const answer = fetch(`${home.url}/api/v1/work/lease`, {
      method: "POST",
      headers: { Authorization: `Bearer ${home.key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ host: "h", connectors: ["shelf"], waitSeconds: 20 }),
      signal: over.signal,
    }).then(
      (response) => response.json(),
      (error: Error) => error.name,
    );
    await until(async () => (waiting === 1 ? true : undefined));
    if (what === "hangs up") over.abort();
    const waited = measureWaiting();
    await home.dispose();
    expect(waiting).toBe(0);
    // Less than what runs is given to end.
    expect(waited()).toBeLessThan(2_500);
    expect(await answer).toEqual(what === "stays" ? { work: null } : "AbortError");
    expect(home.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  },
);
