import { ConnectionError } from "@assetql/client";
import { afterEach, describe, expect, it } from "vitest";
import { type Pulse, startPulse } from "./pulse.ts";

const away = new ConnectionError("http://127.0.0.1:1", "refused");

let isThere: boolean;
let pulse: Pulse;
afterEach(() => pulse.stop());

const hub = {
  async health() {
    if (!isThere) throw away;
    return { status: "ok" as const, version: "1" };
  },
};

const nextChange = (): Promise<boolean> =>
  new Promise((resolve) => {
    const forget = pulse.onChange((reachable) => {
      forget();
      resolve(reachable);
    });
  });

describe("the hub's pulse", () => {
  it("is taken at once when a call has failed, and until the hub is back", async () => {
    isThere = true;
    pulse = await startPulse(hub as never);
    expect(pulse.isReachable).toBe(true);
    isThere = false;
    const gone = nextChange();
    pulse.suspect(away);
    expect(await gone).toBe(false);
    const waiting = pulse.untilReachable(new AbortController().signal);
    isThere = true;
    await waiting;
    expect(pulse.isReachable).toBe(true);
  });

  it("is waited for no longer than is wanted", async () => {
    isThere = false;
    pulse = await startPulse(hub as never);
    const ending = new AbortController();
    const waiting = pulse.untilReachable(ending.signal);
    ending.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });
});
