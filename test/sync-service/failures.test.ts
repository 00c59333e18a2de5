import { ConnectorError } from "@assetql/connector-sdk";
import type { Publication } from "@assetql/contract";
import { replace } from "@assetql/core/ports";
import { createFolderConnector } from "@assetql/folder";
import { expect, it } from "vitest";
import { publications } from "../../core-backend/core/src/publications/publication-record.ts";
import { until } from "../support/until.ts";
import { hourly, openSyncHome } from "./sync-home.ts";

const MINUTE = 60_000;
/** Longer than a host waits for, so that it is told at once. */
const LATER = { retryAfterMs: 30 * MINUTE };

/** A folder that can be made to fail, an approved image for it, and a sync every minute. */
async function openFailing() {
  const home = await openSyncHome();
  const fails: { plan?: ConnectorError | undefined; apply?: ConnectorError | undefined } = {};
  const folder = createFolderConnector({ allowedFolders: [home.folder] });
  const connector: typeof folder = {
    ...folder,
    observe: async (...args) => {
      if (fails.plan !== undefined) throw fails.plan;
      return folder.observe(...args);
    },
    apply: async (...args) => {
      if (fails.apply !== undefined) throw fails.apply;
      return folder.apply(...args);
    },
  };
  // The hub's clock, which tells when something failed, is the real one: minutes are counted from the present one.
  const start = Math.floor(Date.now() / MINUTE) * MINUTE;
  const minute = (number: number): number => start + number * MINUTE;
  home.clock.now = minute(0);
  const service = await home.startService({ connectors: [{ connector }] });
  const { target, setItems } = await home.makeTarget({ sync: hourly(home.style) });
  await home.keepCron(target.id, "* * * * *");
  await setItems([{ id: "a", title: "mug" }]);
  const sync = async (number: number) => {
    home.clock.now = minute(number);
    return (await home.synced(target.id, minute(number))).lastSync;
  };
  await sync(2);
  const [batch] = await home.batchesOf(target);
  await home.approveAll(batch!);
  const published = async (): Promise<readonly Publication[]> =>
    (await home.client().call("listPublications", { query: { targetId: target.id } })).items;
  return {
    ...home,
    service,
    fails,
    targetId: target.id,
    sync,
    published,
    /** The newest publication, once it is as it should be. */
    become: (wanted: (one: Publication) => boolean) =>
      until(async () => (await published()).find((one, index) => index === 0 && wanted(one))),
  };
}

it("applies the same publication again when what failed may pass, after a pause", async () => {
  const { fails, sync, become, published } = await openFailing();
  fails.apply = new ConnectorError("unavailable", "The shop is down for maintenance.", LATER);
  const { publicationId } = (await sync(3)) ?? {};
  const failed = await become(({ status, counts }) => status === "applied" && counts.failed === 1);
  expect(failed.id).toBe(publicationId);
  fails.apply = undefined;
  // Too early: it is left alone, and told.
  expect(await sync(4)).toMatchObject({
    publicationId: null,
    problem: { code: "unavailable", detail: expect.stringMatching(/down for maintenance.*later sync/) },
  });
  expect(await sync(20)).toMatchObject({ publicationId, problem: null });
  await become(({ status, counts }) => status === "applied" && counts.applied === 1 && counts.failed === 0);
  expect(await sync(21)).toMatchObject({ publicationId: null, problem: null });
  expect(await published()).toHaveLength(1);
});

it("leaves alone what fails for good, until something changes or somebody asks", async () => {
  const { fails, sync, become, published, service, targetId, client, hub } = await openFailing();
  fails.apply = new ConnectorError("file-refused", "The shop takes no PNG.");
  await sync(3);
  const { id, appliedAt } = await become(({ status, counts }) => status === "applied" && counts.failed === 1);
  const left = { publicationId: null, problem: { code: "file-refused" } };
  expect(await sync(60)).toMatchObject(left);
  expect(await sync(120)).toMatchObject(left);
  expect(await published()).toMatchObject([{ id, appliedAt }]);

  const asked = await fetch(`${service.url}/targets/${targetId}/sync`, {
    method: "POST",
    headers: { Authorization: `Bearer ${hub().adminKey.secret}` },
  });
  expect(asked.status).toBe(202);
  await become((one) => one.status === "applied" && (one.appliedAt ?? 0) > (appliedAt ?? 0));
  expect(await published()).toMatchObject([{ id, counts: { failed: 1 } }]);

  fails.apply = undefined;
  const policies = { conflict: "overwrite" } as const;
  await client().call("updateTarget", {
    params: { id: targetId },
    body: {
      policies: { ...(await client().call("getTarget", { params: { id: targetId } })).policies, ...policies },
    },
  });
  expect((await sync(180))?.publicationId).not.toBeNull();
  await become(({ counts }) => counts.applied === 1);
  expect(await published()).toHaveLength(2);
});

it("makes a plan that could not be made again, after pauses that grow", async () => {
  const { fails, sync, become, published } = await openFailing();
  fails.plan = new ConnectorError("unavailable", "The shop is down for maintenance.", LATER);
  await sync(3);
  await become(({ status }) => status === "failed");
  expect(await sync(4)).toMatchObject({ publicationId: null, problem: { code: "unavailable" } });
  expect((await sync(7))?.publicationId).not.toBeNull();
  await until(async () =>
    (await published()).every(({ status }) => status === "failed") ? true : undefined,
  );
  fails.plan = new ConnectorError("refused", "The shop wants another name.");
  // Twice as long as before.
  expect(await sync(8)).toMatchObject({ publicationId: null });
  expect((await sync(20))?.publicationId).not.toBeNull();
  await until(async () =>
    (await published()).every(({ status }) => status === "failed") ? true : undefined,
  );
  fails.plan = undefined;
  expect(await sync(3_000)).toMatchObject({ publicationId: null, problem: { code: "refused" } });
  expect(await published()).toHaveLength(3);
});

it("tells what stands in its way: a publication that is paused, or that somebody has to decide", async () => {
  const { hub, fails, sync, become } = await openFailing();
  fails.apply = new ConnectorError("file-refused", "The shop takes no PNG.");
  await sync(3);
  const { id } = await become(({ status }) => status === "applied");
  const make = async (changes: Partial<Publication>) => {
    const { store } = hub().core;
    const stored = await store.get(publications, id);
    await store.transact([replace(publications, { ...stored!.value, ...changes }, stored!.revision)]);
  };
  const problem = { code: "host-lost", detail: "Its host was lost 10 times." };
  await make({ status: "paused", pausedFrom: "applying", problem });
  expect(await sync(4)).toMatchObject({
    publicationId: null,
    problem: {
      code: "host-lost",
      detail: expect.stringMatching(/paused: Its host was lost 10 times\. Nothing.* resume pub_/),
    },
  });
  await make({ problem: null });
  expect((await sync(5))?.problem).toMatchObject({ code: "publication-paused" });
  await make({ status: "planned", pausedFrom: null, apply: true });
  expect((await sync(6))?.problem).toMatchObject({
    code: "conflicts-undecided",
    detail: expect.stringContaining(`\`assetql publications apply ${id} --conflicts keep-theirs\``),
  });
});
