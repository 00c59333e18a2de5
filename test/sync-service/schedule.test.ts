import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { HOUR, hour, hourly, openSyncHome, syncName } from "./sync-home.ts";

const FIRST = hour(1);

it("drives what is new, publishes what was approved, and does neither twice", async () => {
  const home = await openSyncHome();
  const { clock } = home;
  await home.startService();
  const { target, path, setItems } = await home.makeTarget({ sync: hourly(home.style) });
  await setItems([
    { id: "a", title: "mug" },
    { id: "b", title: 'lamp, "old"\n and\tbent — 💡' },
  ]);

  // The first planned time makes a batch of everything.
  clock.now = FIRST;
  const first = await home.synced(target.id, FIRST);
  expect(first.lastSync).toMatchObject({ at: FIRST, problem: null, publicationId: null });
  expect(first.syncedAt).toBe(FIRST);
  const [batch] = await home.batchesOf(target);
  expect(batch).toMatchObject({ id: first.lastSync?.batchId, totalTasks: 2, name: syncName(FIRST) });
  await home.approveAll(batch!);

  // The next one publishes it. The items are no other ones, though the folder has a new date.
  await setItems([
    { id: "a", title: "mug", note: "new stock" },
    { id: "b", title: 'lamp, "old"\n and\tbent — 💡' },
  ]);
  clock.now = FIRST + HOUR;
  const second = await home.synced(target.id, FIRST + HOUR);
  expect(second.lastSync).toMatchObject({ batchId: null, problem: null });
  const publicationId = second.lastSync?.publicationId;
  const publication = await until(async () => {
    const [found] = (await home.client().call("listPublications", { query: { targetId: target.id } })).items;
    return found?.status === "applied" ? found : undefined;
  });
  expect(publication).toMatchObject({ id: publicationId, counts: { create: 2, applied: 2, failed: 0 } });
  expect((await readdir(path)).filter((name) => name.endsWith(".png"))).toHaveLength(2);

  // Nothing has changed: no batch, no publication.
  clock.now = FIRST + 2 * HOUR;
  const third = await home.synced(target.id, FIRST + 2 * HOUR);
  expect(third.lastSync).toMatchObject({ batchId: null, publicationId: null, problem: null });

  // One item is another, one is new.
  await setItems([
    { id: "a", title: "mug" },
    { id: "b", title: "lantern" },
    { id: "c", title: "tent" },
  ]);
  clock.now = FIRST + 3 * HOUR;
  const fourth = await home.synced(target.id, FIRST + 3 * HOUR);
  const id = fourth.lastSync?.batchId;
  const tasks = await until(async () => {
    const { items } = await home.client().call("listTasks", { params: { id: id! } });
    return items.length === 2 ? items : undefined;
  });
  expect(tasks.map(({ metadata }) => metadata.item_id)).toEqual(["b", "c"]);
  expect(await home.batchesOf(target)).toHaveLength(2);
});

it("makes up once for what was missed while no service ran, also with two services at once", async () => {
  const home = await openSyncHome();
  const first = await home.startService();
  const { target, setItems } = await home.makeTarget({ sync: hourly(home.style) });
  await setItems([{ id: "a", title: "mug" }]);
  home.clock.now = FIRST;
  await home.synced(target.id, FIRST);
  await first.stop();

  await setItems([
    { id: "a", title: "mug" },
    { id: "b", title: "lamp" },
  ]);
  home.clock.now = FIRST + 5.5 * HOUR;
  await Promise.all([home.startService(), home.startService()]);
  const caughtUp = await home.synced(target.id, FIRST + 5 * HOUR);
  expect(caughtUp.lastSync?.problem).toBeNull();
  const names = (await home.batchesOf(target)).map(({ name }) => name);
  expect(names).toEqual([syncName(FIRST + 5 * HOUR), syncName(FIRST)]);

  home.clock.now = FIRST + 6 * HOUR;
  await home.synced(target.id, FIRST + 6 * HOUR);
  expect(await home.batchesOf(target)).toHaveLength(2);
});

it("asks for what has changed since the last sync, and five minutes before", async () => {
  const home = await openSyncHome();
  const { clock } = home;
  await home.startService();
  const { target, setItems } = await home.makeTarget({ sync: hourly(home.style) });
  await setItems([]);
  clock.now = FIRST;
  await home.synced(target.id, FIRST);

  // Older than the overlap: somebody has put back an old folder, which nobody asked to drive.
  await setItems([{ id: "old", title: "mug" }], FIRST - 6 * 60_000);
  clock.now = FIRST + HOUR;
  expect((await home.synced(target.id, FIRST + HOUR)).lastSync?.batchId).toBeNull();

  await setItems([{ id: "late", title: "lamp" }], FIRST + HOUR - 4 * 60_000);
  clock.now = FIRST + 2 * HOUR;
  expect((await home.synced(target.id, FIRST + 2 * HOUR)).lastSync?.batchId).not.toBeNull();
});

it("has not seen items that it was not asked to drive, or not yet", async () => {
  const home = await openSyncHome();
  await home.startService();
  const { drive, ...publishing } = hourly(home.style);
  const { target, setItems } = await home.makeTarget({ sync: publishing });
  const old = [
    { id: "a", title: "mug" },
    { id: "b", title: "lamp" },
  ];
  await setItems(old, FIRST - 50 * HOUR);
  home.clock.now = FIRST;
  expect((await home.synced(target.id, FIRST)).syncedAt).toBeNull();

  const driving = (ids: readonly string[]) =>
    home.client().call("updateTarget", {
      params: { id: target.id },
      body: {
        sync: {
          ...publishing,
          timeZone: "UTC",
          publish: true,
          drive: { ...drive!, query: { ids: [...ids] } },
        },
      },
    });
  await driving(["a"]);
  home.clock.now = FIRST + HOUR;
  const first = await home.synced(target.id, FIRST + HOUR);
  expect(first.syncedAt).toBe(FIRST + HOUR);
  expect(first.lastSync?.batchId).not.toBeNull();

  expect((await driving(["a", "b"])).syncedAt).toBeNull();
  home.clock.now = FIRST + 2 * HOUR;
  expect((await home.synced(target.id, FIRST + 2 * HOUR)).lastSync?.batchId).not.toBeNull();
  expect(await home.batchesOf(target)).toHaveLength(2);
});

it("tells at the target what went wrong, and looks at the same items again", async () => {
  const home = await openSyncHome();
  await home.startService();
  const sync = hourly(home.style, "A {colour} {title}");
  const { target, setItems } = await home.makeTarget({ sync });
  await setItems([{ id: "a", title: "mug" }]);
  home.clock.now = FIRST;
  const synced = await home.synced(target.id, FIRST);
  expect(synced.syncedAt).toBeNull();
  expect(synced.lastSync?.problem).toMatchObject({
    code: "input-invalid",
    detail: expect.stringMatching(/colour/),
  });

  await home.keepCron(target.id, "soon");
  home.clock.now = FIRST + HOUR;
  const broken = await until(async () => {
    const now = await home.target(target.id);
    return now.lastSync?.problem?.code === "schedule-invalid" ? now : undefined;
  });
  expect(broken.lastSync?.problem?.detail).toContain("The schedule cannot be read");
});

it("leaves alone what a batch has as it is now, whoever made the batch and when", async () => {
  const home = await openSyncHome();
  await home.startService();
  const { target, setItems } = await home.makeTarget({ sync: hourly(home.style) });
  // Dated after everything, as by a clock that is ahead, or by a publication of ours.
  const late = FIRST + 50 * HOUR;
  await setItems([{ id: "a", title: "mug", stock: "3" }], late);
  const { drive } = hourly(home.style);
  const body = { ...drive!, name: "By hand" };
  await home.client().call("createTargetBatch", { params: { id: target.id }, body });
  await setItems([{ id: "a", title: " mug ", stock: "2" }], late);
  home.clock.now = FIRST;
  expect((await home.synced(target.id, FIRST)).lastSync).toMatchObject({ batchId: null, problem: null });
  expect(await home.batchesOf(target)).toHaveLength(1);
});
