import { createClient } from "@assetql/client";
import type { Target } from "@assetql/contract";
import { shelfManifest, shelfTarget } from "../../publications/shelf.ts";
import { openShelfHost, type ShelfHost } from "../../publications/shelf-host.ts";
import { makeAsset } from "./assets.ts";
import { batchInput } from "./batches.ts";
import type { Maker, Prepared, Samples } from "./sample.ts";

const HOST = "host-1";
let connectors = 0;

const clientOf = ({ home, key }: Maker) =>
  createClient({
    baseUrl: "http://hub.test",
    apiKey: key,
    WebSocket: null,
    fetch: async (input, init) => home.app.request(input instanceof Request ? input : String(input), init),
  });

/** A connector of its own for each, so that no host takes the work of another sample. */
async function openTarget(maker: Maker): Promise<{ host: ShelfHost; target: Target }> {
  connectors += 1;
  const connector = `shelf-${connectors}`;
  const client = clientOf(maker);
  const items = [1, 2].map((number) => ({
    id: `item-${number}`,
    kind: "post",
    title: `Post ${number}`,
    url: null,
    fields: { a: "mug" },
    image: null,
    updatedAt: null,
  }));
  const host = await openShelfHost(client, { name: HOST, connector, items });
  const target = await client.targets.create({ ...shelfTarget(), connector });
  return { host, target };
}

/** A target whose host answers the next question. */
async function answeredTarget(maker: Maker): Promise<Prepared> {
  const { host, target } = await openTarget(maker);
  void host.answerOne();
  return { id: target.id };
}

async function publication(maker: Maker) {
  const client = clientOf(maker);
  const { host, target } = await openTarget(maker);
  const assetId = await makeAsset(maker);
  await client.assets.approve(assetId);
  const { id } = await client.publications.create({ targetId: target.id, assetIds: [assetId] });
  await host.plan(await host.take("plan"));
  return { client, host, id };
}

async function applied(maker: Maker): Promise<string> {
  const { client, host, id } = await publication(maker);
  await client.publications.apply(id);
  await host.apply(await host.take("apply"));
  return id;
}

/** A work in the middle of its first change. */
async function begunWork(maker: Maker): Promise<string> {
  const { client, host, id } = await publication(maker);
  await client.publications.apply(id);
  const work = await host.take("apply");
  const changes = await host.changes(work);
  await host.report(
    work.id,
    changes.map(({ change }) => ({ type: "started", changeId: change.id })),
  );
  return work.id;
}

async function targetBatch(maker: Maker) {
  const { styleProfileId, template, config } = await batchInput(maker);
  return { name: "Posts", styleProfileId, template, config };
}

const inputs: Samples["inputs"] = {
  announceConnectors: async () => {
    connectors += 1;
    return { json: { host: HOST, connectors: [shelfManifest(`attic-${connectors}`)] } };
  },
  createTarget: async (maker) => {
    const { target } = await openTarget(maker);
    return { json: { ...shelfTarget(), connector: target.connector } };
  },
  updateTarget: async () => ({ json: { name: "Other" } }),
  listTargetItems: async () => ({ json: {} }),
  previewTargetBatch: async (maker) => ({ json: await targetBatch(maker) }),
  createTargetBatch: async (maker) => ({ json: await targetBatch(maker) }),
  createPublication: async (maker) => {
    const { target } = await openTarget(maker);
    const assetId = await makeAsset(maker);
    await clientOf(maker).assets.approve(assetId);
    return { json: { targetId: target.id, assetIds: [assetId] } };
  },
  applyPublication: async () => ({ json: {} }),
  revertPublication: async () => ({ json: {} }),
  leaseWork: async () => ({ json: { host: HOST, connectors: ["shelf-1"] } }),
  heartbeatWork: async () => ({ json: { host: HOST } }),
  downloadWorkImage: async (maker) => ({ params: { assetId: await makeAsset(maker) } }),
  reportWork: async () => ({ json: { host: HOST } }),
  completeWork: async () => ({ json: { host: HOST, result: {} } }),
  recordSync: async () => ({ json: { syncedAt: 1, lastSync: null } }),
};

/** Targets, publications, and what the hosts of connectors ask for. */
export const publishingSamples: Samples = {
  makers: {
    "/api/v1/targets": async (maker) => (await openTarget(maker)).target.id,
    "/api/v1/publications": applied,
    "/api/v1/work": begunWork,
  },
  inputs,
  preparations: {
    checkTarget: answeredTarget,
    createTargetBatch: answeredTarget,
    applyPublication: async (maker) => ({ id: (await publication(maker)).id }),
    unschedulePublication: async (maker) => {
      const { client, id } = await publication(maker);
      await client.publications.apply(id, { at: Date.now() + 3_600_000 });
      return { id };
    },
    pausePublication: async (maker) => {
      const { client, id } = await publication(maker);
      await client.publications.apply(id);
      return { id };
    },
    resumePublication: async (maker) => {
      const { client, id } = await publication(maker);
      await client.publications.apply(id);
      await client.publications.pause(id);
      return { id };
    },
  },
};
