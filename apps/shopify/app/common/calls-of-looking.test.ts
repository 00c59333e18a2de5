import type { Batch, Publication } from "@assetql/contract";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import type { Visit } from "../../server/services.ts";
import { loadHome } from "../home/load-home.server.ts";
import { loadPublication, picturesOf } from "../publication/load-publication.server.ts";
import { createPlanReader } from "../publication/read-plan.server.ts";
import { action } from "../routes/app.batches.$batchId.images.ts";
import { loadWatch } from "../watch/load-watch.server.ts";
import { type Pace, paces, pauseAfter } from "./use-polling.ts";

/** What the hub lets a person do in a minute; two tabs that look stay below half of it. */
const A_MINUTE = 100;
const TABS = 2;
const PRODUCTS = 110;

let rig: ServerRig;
let server: OpenedServer;
let visit: Visit;
let ended: Batch;
const calls: string[] = [];

beforeAll(async () => {
  rig = await openServerRig({ environment: { ASSETQL_SHOPIFY_PLAN: "unlimited" } });
  const operator = `Bearer ${rig.settings.hubKey}`;
  const fetch = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const headers = new Headers(init?.headers);
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.href.startsWith(rig.hub.url) && headers.get("Authorization") !== operator) {
      calls.push(`${init?.method ?? "GET"} ${url.pathname}`);
    }
    return fetch(input, init);
  });
  const products = Array.from({ length: PRODUCTS }, (_, index) =>
    addProduct(rig.shopify.state, { title: `Mug ${index}` }),
  );
  server = await rig.open();
  server.start();
  visit = await server.services.visit(await rig.page());
  const { id: styleProfileId } = await visit.hub.styles.create({
    name: "House",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: rig.reference }],
  });
  const make = async (rows: number): Promise<Batch> => {
    const lines = products.slice(0, rows).map(({ id, title }) => `product/${id},1,${title}`);
    const { id } = await visit.hub.batches.create({
      name: "Mugs",
      styleProfileId,
      template: "{title}",
      csv: ["item_id,image_number,title", ...lines].join("\n"),
      targetId: visit.connection.targetId as NonNullable<Batch["targetId"]>,
      config: { width: 128, height: 128, styleGate: "off" },
    });
    return visit.hub.batches.watch(id);
  };
  ended = await make(PRODUCTS);
  for (let batches = 0; batches < 4; batches += 1) await make(1);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rig.dispose();
});
beforeEach(() => {
  calls.length = 0;
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the page for reviewing asks of the app. */
const review = async (asked: object): Promise<Response> =>
  action({
    request: new Request(await rig.call(), { method: "POST", body: JSON.stringify(asked) }),
    context: { services: server.services, requestId: "test" },
    params: { batchId: ended.id },
  });

/** Looks as often as two tabs do in a minute, after so many looks before. Returns the calls of the hub. */
async function minute(pace: Pace, look: () => Promise<unknown>, looksBefore = 0): Promise<number> {
  calls.length = 0;
  let passed = 0;
  for (let looks = looksBefore; ; looks += 1) {
    const pause = pauseAfter({ looks }, pace);
    passed += pause;
    if (passed > 60_000) return calls.length;
    for (let tab = 0; tab < TABS; tab += 1) {
      vi.setSystemTime(Date.now() + pause / TABS);
      await look();
    }
  }
}

describe("calls of pages that look by themselves", () => {
  it("of home are the two lists, and what may have changed beside them from time to time", async () => {
    const { batches } = visit.hub;
    let isPaused = false;
    const running: Visit = {
      ...visit,
      hub: {
        ...visit.hub,
        batches: {
          ...batches,
          list: async (query) => {
            const page = await batches.list(query);
            const [newest, ...others] = page.items;
            const status = isPaused ? "paused" : "processing";
            return { ...page, items: newest === undefined ? [] : [{ ...newest, status }, ...others] };
          },
        },
      },
    };
    const look = () => loadHome({ visit: running });
    expect((await look()).isActive).toBe(true);
    calls.length = 0;
    for (let times = 0; times < 5; times += 1) await look();
    expect(new Set(calls)).toEqual(new Set(["GET /api/v1/batches", "GET /api/v1/publications"]));
    expect(await minute(paces.overview, look)).toBeLessThan(A_MINUTE / 2);
    const [image] = (await visit.hub.assets.list({ batchId: ended.id, limit: 1 })).items;
    expect((await review({ ask: "review", action: "approve", assetIds: [image?.id] })).status).toBe(200);
    calls.length = 0;
    await look();
    expect(calls.filter((call) => call === "POST /api/v1/assets/search")).toHaveLength(4);
    isPaused = true;
    expect((await look()).isActive).toBe(false);
  });

  it("of a batch are the batch, and its images when something has happened", async () => {
    const { batches } = visit.hub;
    let made = 0;
    let isMoving = true;
    const running: Visit = {
      ...visit,
      hub: {
        ...visit.hub,
        batches: {
          ...batches,
          get: async (id) => {
            if (isMoving) made += 1;
            return { ...(await batches.get(id)), status: "processing", completedTasks: made };
          },
        },
      },
    };
    const look = () => loadWatch(running, ended.id, new URLSearchParams());
    const { tasks } = await look();
    expect(tasks).toHaveLength(25);
    expect(calls.filter((call) => call.includes("/assets/"))).toHaveLength(25);
    expect(await minute(paces.work, look)).toBeLessThan(A_MINUTE / 2);
    expect(await minute(paces.work, look, 15)).toBeLessThan(A_MINUTE / 3);
    isMoving = false;
    await look();
    calls.length = 0;
    for (let times = 0; times < 5; times += 1) await look();
    expect(calls).toEqual(Array<string>(5).fill(`GET /api/v1/batches/${ended.id}`));
  });

  it("of a publication are the publication, and the lines on the page when something has happened", async () => {
    const { publications, assets } = visit.hub;
    const { items } = await assets.list({ batchId: ended.id, limit: PRODUCTS });
    await assets.review({ assetIds: items.map(({ id }) => id), action: "approve" });
    const { targetId } = visit.connection;
    const { id } = await publications.create({ targetId, batchId: ended.id });
    await publications.wait(id);
    let now: Partial<Publication> = {};
    let applied = 0;
    let isMoving = true;
    const working: Visit = {
      ...visit,
      hub: {
        ...visit.hub,
        publications: {
          ...publications,
          get: async (one) => {
            const publication = await publications.get(one);
            if (isMoving) applied += 1;
            return { ...publication, ...now, counts: { ...publication.counts, applied } };
          },
        },
      },
    };
    const read = createPlanReader({ pageSize: 10 });
    const look = async (search = "") => {
      const page = await loadPublication(working, id, new URLSearchParams(search), read);
      await picturesOf(working, page);
      return page;
    };
    const ofChanges = () => calls.filter((call) => call.endsWith("/changes")).length;
    calls.length = 0;
    expect((await look()).summary.total).toBe(PRODUCTS);
    expect(ofChanges()).toBe(PRODUCTS / 10);

    now = { status: "applying" };
    await look();
    vi.setSystemTime(Date.now() + 10_000);
    calls.length = 0;
    expect((await look()).list.groups).toHaveLength(20);
    await look("page=6");
    // The twenty products of the first page are in two answers; a moment later nothing is read but the publication.
    expect([ofChanges(), calls.length]).toEqual([2, 4]);
    expect(await minute(paces.work, look)).toBeLessThan(A_MINUTE / 2);
    expect(await minute(paces.work, look, 15)).toBeLessThan(A_MINUTE / 3);
    isMoving = false;
    vi.setSystemTime(Date.now() + 10_000);
    await look();
    calls.length = 0;
    for (let times = 0; times < 5; times += 1) await look();
    expect(calls).toEqual(Array<string>(5).fill(`GET /api/v1/publications/${id}`));

    // It is over: all of it is read once.
    now = { status: "applied" };
    calls.length = 0;
    await look();
    expect(ofChanges()).toBe(PRODUCTS / 10);

    // It waits for its time.
    const by = visit.person.id;
    const at = Date.now() + 3_600_000;
    const waiting = { action: "apply", at, by, conflicts: null, force: false } as const;
    now = { status: "planned", scheduled: [waiting] };
    await look();
    expect(await minute(paces.overview, look)).toBeLessThan(A_MINUTE / 2);
  });
});
