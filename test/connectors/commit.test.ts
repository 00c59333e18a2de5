import { afterEach, describe, expect, it } from "vitest";
import { openStagedProject } from "../../connectors/sdk/src/testing/staged-project.ts";
import { until } from "../support/until.ts";
import { changesOf, type PublishingHub, startPublishingHub, untilStatus } from "./publishing-hub.ts";

/** More than are leased at once. */
const IMAGES = 60;

let hub: PublishingHub;
afterEach(() => hub.dispose());

/** A target that takes everything in one go, and a host's options for it. */
async function openTarget() {
  hub = await startPublishingHub(IMAGES);
  const project = openStagedProject();
  const host = () => hub.host({ connectors: [project.connector] });
  await host().runOnce();
  const { id } = await hub.client.targets.create({ name: "The project", connector: "staged", config: {} });
  return { project, host, targetId: id };
}

describe("a publication to a platform that takes everything in one go", () => {
  it("is one commit, and is taken back", async () => {
    const { project, host, targetId } = await openTarget();
    host().start();
    const { id } = await hub.client.publications.create({ targetId, batchId: hub.batchId, apply: true });
    await untilStatus(hub.client, id, "applied");
    expect(project.commits.map(({ length }) => length)).toEqual([IMAGES]);
    expect(project.files.size).toBe(IMAGES);
    await hub.client.publications.revert(id);
    await untilStatus(hub.client, id, "reverted");
    expect([project.commits.length, project.files.size]).toEqual([1, 0]);
  });

  it("does not hold what another one waits for that holds the rest: both come to their end", async () => {
    const { project, host, targetId } = await openTarget();
    const planner = host();
    const publish = () => hub.client.publications.create({ targetId, batchId: hub.batchId });
    const ids = [(await publish()).id, (await publish()).id];
    for (const id of ids) {
      await until(async () => ((await planner.runOnce()) ? true : undefined));
      await untilStatus(hub.client, id, "planned");
    }
    const hosts = [host(), host()];
    await Promise.all(ids.map((id) => hub.client.publications.apply(id)));
    for (const one of hosts) one.start();
    await Promise.all(ids.map((id) => untilStatus(hub.client, id, "applied")));
    const changes = await Promise.all(ids.map((id) => changesOf(hub.client, id)));
    expect(changes.flat().filter(({ state }) => state !== "applied")).toEqual([]);
    expect(project.files.size).toBe(IMAGES);
    // Whoever came second found it there.
    expect(changes.flat().filter(({ receipt }) => receipt?.existed === false)).toHaveLength(IMAGES);
  });
});
