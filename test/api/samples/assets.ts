import { until } from "../../support/until.ts";
import { makeBatch } from "./batches.ts";
import { firstAt, type Maker, type Row, request, type Samples } from "./sample.ts";

export const makeAsset = async (maker: Maker): Promise<string> =>
  firstAt(maker, `/api/v1/assets?batchId=${await makeBatch(maker)}`);

/** An asset whose second version counts. */
async function makeSecondVersion(maker: Maker): Promise<string> {
  const id = await makeAsset(maker);
  await request(maker, "POST", `/api/v1/assets/${id}/regenerate`, {});
  await until(async () =>
    (await request(maker, "GET", `/api/v1/assets/${id}`)).version === 2 ? true : undefined,
  );
  return id;
}

async function makeExport(maker: Maker): Promise<string> {
  const batchId = await makeBatch(maker);
  const { id } = await request(maker, "POST", "/api/v1/export", { platform: "unity", batchId });
  await until(async () =>
    (await request(maker, "GET", `/api/v1/export/${id}/status`)).status === "completed" ? true : undefined,
  );
  return id;
}

const makeShare = async (maker: Maker) =>
  request<Row & { url: string }>(maker, "POST", "/api/v1/shares", { assetId: await makeAsset(maker) });

/** Assets and their review, and how they leave: exports and shares. */
export const assetSamples: Samples = {
  makers: {
    "/api/v1/assets": makeAsset,
    "/api/v1/comments": async (maker) =>
      (await request(maker, "POST", `/api/v1/assets/${await makeAsset(maker)}/comments`, { text: "Nice" }))
        .id,
    "/api/v1/export": makeExport,
    "/api/v1/shares": async (maker) => (await makeShare(maker)).id,
    "/s": async (maker) => new URL((await makeShare(maker)).url).pathname.slice("/s/".length),
  },
  inputs: {
    searchAssets: async () => ({ json: {} }),
    createExport: async (maker) => ({ json: { platform: "unity", batchId: await makeBatch(maker) } }),
    updateAsset: async () => ({ json: { title: "A title" } }),
    rejectAsset: async () => ({ json: {} }),
    regenerateAsset: async () => ({ json: {} }),
    reviewAssets: async (maker) => ({ json: { action: "approve", assetIds: [await makeAsset(maker)] } }),
    compareAssetVersions: async () => ({ query: { from: "1", to: "1" } }),
    createComment: async () => ({ json: { text: "Nice" } }),
    createShare: async (maker) => ({ json: { assetId: await makeAsset(maker) } }),
  },
  preparations: {
    restoreAssetVersion: async (maker) => ({ id: await makeSecondVersion(maker) }),
  },
};
