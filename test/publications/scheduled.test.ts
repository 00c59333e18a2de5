import type { Client } from "@assetql/client";
import type { Publication, Target } from "@assetql/contract";
import { handleMessage } from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answeredProblem, openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { shelfTarget } from "./shelf.ts";
import { openShelfHost, type ShelfHost } from "./shelf-host.ts";

let home: PublishingHome;
let client: Client;
let host: ShelfHost;
let target: Target;
beforeAll(async () => {
  home = await openPublishingHome();
  client = home.client;
  host = await openShelfHost(client);
  target = await client.targets.create(shelfTarget());
});
afterAll(() => home.dispose());

const HOUR = 3_600_000;
const inHours = (hours: number): number => Date.now() + hours * HOUR;

async function planned({ isConflict = false } = {}): Promise<string> {
  const { batch, assets } = await home.makeAssets(1);
  if (isConflict) host.shelf.set(assets[0]?.id ?? "", { alt: "Somebody's own words", edited: true });
  const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id });
  await host.plan(await host.take("plan"));
  return id;
}

async function applied(): Promise<string> {
  const id = await planned();
  await client.publications.apply(id);
  await host.apply(await host.take("apply"));
  return id;
}

const read = (id: string): Promise<Publication> => client.publications.get(id);

/** What the alarm of a step makes of it, as if its time had come. */
async function ring(id: string, action: "apply" | "revert", at: number): Promise<void> {
  const { workspaceId } = await read(id);
  const message = { kind: "run-publication-step", publicationId: id, workspaceId, action, at };
  await handleMessage(home.core, JSON.stringify(message), {
    receives: 1,
    signal: new AbortController().signal,
  });
}

const REFUSED = { code: "credentials-refused", detail: "The shelf is locked." };

const auditedOf = async (id: string): Promise<string[]> =>
  (await Array.fromAsync(client.audit.listAll({ subject: id }))).map(({ action }) => action);

describe("a publication that is applied at a time", () => {
  it("waits until its alarm rings, by the hub's own clock", async () => {
    const id = await planned();
    const at = Date.now() + 5_000;
    const scheduled = await client.publications.apply(id, { at });
    expect(scheduled).toMatchObject({ status: "planned", scheduled: [{ action: "apply", at }] });
    await expect.poll(async () => (await read(id)).status).toBe("applying");
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    await host.apply(await host.take("apply"));
    expect(await read(id)).toMatchObject({ status: "applied", scheduled: [], counts: { applied: 1 } });
  });

  it("is applied once, however often the job comes, and is told in the name of who asked", async () => {
    const id = await planned();
    const at = inHours(1);
    const { scheduled } = await client.publications.apply(id, { at });
    const me = await client.call("getMe", {});
    expect(scheduled.map(({ by }) => by)).toEqual([me.id]);
    await ring(id, "apply", at);
    await host.apply(await host.take("apply"));
    await ring(id, "apply", at);
    expect(await read(id)).toMatchObject({ status: "applied", scheduled: [] });
    expect((await auditedOf(id)).filter((action) => action === "publication.apply-requested")).toHaveLength(
      1,
    );
  });

  it("has one time: another one takes its place, and the alarm of the old one does nothing", async () => {
    const id = await planned();
    const [first, second] = [inHours(1), inHours(2)];
    await client.publications.apply(id, { at: first });
    expect((await client.publications.apply(id, { at: second })).scheduled).toMatchObject([{ at: second }]);
    await ring(id, "apply", first);
    expect((await read(id)).status).toBe("planned");
  });

  it("is planned anew with the policy it was scheduled with", async () => {
    const id = await planned();
    const at = inHours(1);
    await client.publications.apply(id, { at, conflicts: "overwrite" });
    await ring(id, "apply", at);
    const replanning = await host.take("plan");
    expect(replanning.target.policies.conflict).toBe("overwrite");
    await host.plan(replanning);
    await host.apply(await host.take("apply"));
    expect((await read(id)).status).toBe("applied");
  });

  it("can be taken back at another time, also before it is applied", async () => {
    const id = await planned();
    const [applyAt, revertAt] = [inHours(1), inHours(48)];
    await client.publications.apply(id, { at: applyAt });
    const both = await client.publications.revert(id, { at: revertAt });
    expect(both.scheduled.map(({ action }) => action)).toEqual(["apply", "revert"]);
    await ring(id, "apply", applyAt);
    await host.apply(await host.take("apply"));
    await ring(id, "revert", revertAt);
    await host.revert(await host.take("revert"));
    expect(await read(id)).toMatchObject({ status: "reverted", scheduled: [], counts: { reverted: 1 } });
  });
});

describe("a publication that is planned anew to be applied", () => {
  /** Asked for together: to be applied now by a decision on conflicts, and taken back later. */
  async function appliedForNow(conflicts: "overwrite" | "ask") {
    const id = await planned({ isConflict: conflicts === "ask" });
    await client.publications.apply(id, { conflicts });
    const at = inHours(1);
    const { status, scheduled } = await client.publications.revert(id, { at });
    expect({ status, scheduled }).toMatchObject({
      status: "planning",
      scheduled: [{ action: "revert", at }],
    });
    return { id, at };
  }

  it("can be taken back at a time already while it is planned", async () => {
    const { id, at } = await appliedForNow("overwrite");
    await host.plan(await host.take("plan"));
    await host.apply(await host.take("apply"));
    expect(await read(id)).toMatchObject({ status: "applied", scheduled: [{ action: "revert", at }] });
    await ring(id, "revert", at);
    await host.revert(await host.take("revert"));
    expect(await read(id)).toMatchObject({ status: "reverted", scheduled: [], counts: { reverted: 1 } });
  });

  it("keeps the time while somebody has to decide, and tells it as missed if nobody has", async () => {
    const { id, at } = await appliedForNow("ask");
    await host.plan(await host.take("plan"));
    const waiting = await read(id);
    expect(waiting).toMatchObject({ status: "planned", counts: { conflict: 1 }, scheduled: [{ at }] });
    await ring(id, "revert", at);
    expect(await read(id)).toMatchObject({
      status: "planned",
      scheduled: [],
      problem: { code: "schedule-missed" },
    });
  });

  it.each([
    ["cannot be made", async () => host.complete((await host.take("plan")).id, { problem: REFUSED })],
    ["is stopped", async (id: string) => void (await client.publications.pause(id))],
  ])("is not to be taken back any more when its plan %s", async (_, end) => {
    const { id, at } = await appliedForNow("overwrite");
    await end(id);
    const failed = await read(id);
    expect(failed).toMatchObject({ status: "failed", scheduled: [] });
    await ring(id, "revert", at);
    expect(await read(id)).toEqual(failed);
  });

  it("is still taken back when that plan fails and it had been applied before", async () => {
    const id = await applied();
    const at = inHours(1);
    await client.publications.apply(id, { conflicts: "overwrite" });
    await client.publications.revert(id, { at });
    await host.complete((await host.take("plan")).id, { problem: REFUSED });
    expect(await read(id)).toMatchObject({ status: "applied", scheduled: [{ action: "revert", at }] });
    await ring(id, "revert", at);
    await host.revert(await host.take("revert"));
    expect(await read(id)).toMatchObject({ status: "reverted", counts: { reverted: 1 } });
  });

  it("cannot be taken back at a time while it is planned to be looked at", async () => {
    const { batch } = await home.makeAssets(1);
    const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id });
    expect(await answeredProblem(client.publications.revert(id, { at: inHours(1) }))).toMatchObject({
      code: "publication-state",
    });
    await host.plan(await host.take("plan"));
  });
});

describe("what is scheduled", () => {
  it("is taken away, both or one of them, and once only", async () => {
    const id = await planned();
    await client.publications.apply(id, { at: inHours(1) });
    await client.publications.revert(id, { at: inHours(2) });
    const left = await client.publications.unschedule(id, { action: "revert" });
    expect(left.scheduled.map(({ action }) => action)).toEqual(["apply"]);
    expect((await client.publications.unschedule(id)).scheduled).toEqual([]);
    expect(await answeredProblem(client.publications.unschedule(id))).toMatchObject({
      code: "publication-state",
      detail: expect.stringContaining("Nothing of that is scheduled"),
    });
  });

  it("does not happen once more when somebody has done it by hand before", async () => {
    const id = await planned();
    await client.publications.apply(id, { at: inHours(1) });
    await client.publications.revert(id, { at: inHours(2) });
    expect((await client.publications.apply(id)).scheduled).toMatchObject([{ action: "revert" }]);
    await host.apply(await host.take("apply"));
    expect((await client.publications.revert(id)).scheduled).toEqual([]);
    await host.revert(await host.take("revert"));
  });

  it("waits while something else goes on with it", async () => {
    const id = await applied();
    const at = inHours(1);
    await client.publications.revert(id, { at });
    await client.publications.apply(id, { conflicts: "overwrite" });
    await ring(id, "revert", at);
    expect(await read(id)).toMatchObject({ status: "planning", scheduled: [{ action: "revert", at }] });
    await host.plan(await host.take("plan"));
    await ring(id, "revert", at);
    await host.revert(await host.take("revert"));
    expect((await read(id)).status).toBe("reverted");
  });

  it("is told as missed when it is possible no more", async () => {
    const id = await planned();
    const [applyAt, revertAt] = [inHours(1), inHours(2)];
    await client.publications.apply(id, { at: applyAt });
    await client.publications.revert(id, { at: revertAt });
    await client.publications.unschedule(id, { action: "apply" });
    await ring(id, "revert", revertAt);
    expect(await read(id)).toMatchObject({
      status: "planned",
      scheduled: [],
      problem: { code: "schedule-missed", detail: expect.stringContaining("Nothing has been written yet") },
    });
    expect(await auditedOf(id)).toContain("publication.revert-missed");
  });

  it("is refused for times that cannot be and states that lead nowhere, in words", async () => {
    const id = await planned();
    for (const at of [Date.now() - 1, inHours(24 * 367)]) {
      expect(await answeredProblem(client.publications.apply(id, { at }))).toMatchObject({
        code: "request-invalid",
        problems: [{ path: "at" }],
      });
    }
    expect(await answeredProblem(client.publications.revert(id, { at: inHours(1) }))).toMatchObject({
      code: "publication-state",
    });
    const done = await applied();
    expect(await answeredProblem(client.publications.apply(done, { at: inHours(1) }))).toMatchObject({
      detail: expect.stringContaining("nothing to apply again"),
    });
  });

  it("ends with its target", async () => {
    const other = await client.targets.create(shelfTarget());
    const { batch } = await home.makeAssets(1);
    const { id } = await client.publications.create({ targetId: other.id, batchId: batch.id });
    await host.plan(await host.take("plan"));
    const at = inHours(1);
    const { workspaceId } = await client.publications.apply(id, { at });
    await client.targets.delete(other.id);
    await expect
      .poll(() => answeredProblem(client.publications.get(id)))
      .toMatchObject({ code: "not-found" });
    const message = { kind: "run-publication-step", publicationId: id, workspaceId, action: "apply", at };
    await handleMessage(home.core, JSON.stringify(message), {
      receives: 1,
      signal: new AbortController().signal,
    });
    expect(await host.lease()).toBeNull();
  });
});
