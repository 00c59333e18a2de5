import { afterEach, describe, expect, it } from "vitest";
import { type PublishingHub, startPublishingHub, untilStatus } from "./publishing-hub.ts";

let hub: PublishingHub;
afterEach(() => hub.dispose());

describe("a host for some targets", () => {
  it("leaves the work of the others alone, and is told anew which are its own each time", async () => {
    hub = await startPublishingHub(1);
    await hub.host().runOnce();
    const make = async (name: string): Promise<string> => {
      const config = { folder: hub.folder };
      return (await hub.client.targets.create({ name, connector: "folder", config })).id;
    };
    const [one, two] = [await make("One"), await make("Two")];
    const plan = async (targetId: string): Promise<string> =>
      (await hub.client.publications.create({ targetId, batchId: hub.batchId })).id;
    const [planOfOne, planOfTwo] = [await plan(one), await plan(two)];
    const mine = [two];
    const host = hub.host({ targets: mine });

    expect([await host.runOnce(), await host.runOnce()]).toEqual([true, false]);
    await untilStatus(hub.client, planOfTwo, "planned");
    expect((await hub.client.publications.get(planOfOne)).status).toBe("planning");
    mine.push(one);
    expect(await host.runOnce()).toBe(true);
    await untilStatus(hub.client, planOfOne, "planned");
  });
});
