import {
  CONFORMANCE_TARGET,
  type ConnectorHarness,
  describeConnector,
} from "@assetql/connector-sdk/conformance";
import { createContentfulConnector } from "@assetql/contentful";
import { targetIdSchema } from "@assetql/contract";
import { createDoor } from "@assetql/outgoing";
import { afterAll, describe, it } from "vitest";
import {
  addAsset,
  addEntry,
  editorsEntry,
  type FakeContentful,
  link,
  startContentful,
} from "../support/contentful/index.ts";
import { placesPerCheck } from "../support/places-per-check.ts";
import { settingsOf } from "./contentful-home.ts";

const door = createDoor({ allow: ["127.0.0.1"] });
const entries = ["post-1", "post-2", "post-3", "post-4", "post-5", "post-6"];
/** A change takes dozens of calls, any of which may fail, or the process before or after it; and there are 49 checks. */
const PLACES = 5;
let contentful: FakeContentful | undefined;

afterAll(async () => {
  await door.close();
  await contentful?.stop();
});

function current(): FakeContentful {
  if (contentful === undefined) throw new Error("The harness was not reset");
  return contentful;
}

const patience = { processingMs: 10_000, firstPauseMs: 3, longestPauseMs: 20 };
const connector = createContentfulConnector({ patience });
const { manifest } = connector;

const harness: ConnectorHarness = {
  // The fake can be asked as often as one likes.
  connector: {
    ...connector,
    manifest: { ...manifest, pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: 8 } },
  },
  config: () => ({
    ...settingsOf(current()),
    provenanceType: "assetqlImage",
    prepare: true,
    itemType: "article",
    placementField: "heroImage",
    tags: ["assetql"],
  }),
  credentials: () => ({ accessToken: current().token }),
  door,
  ...placesPerCheck(PLACES),
  async reset() {
    contentful ??= await startContentful({ requestsPerSecond: 100_000, processingMs: 1 });
    const { environment, state } = contentful;
    state.faults.length = 0;
    environment.entries.clear();
    environment.assets.clear();
    for (const id of entries) addEntry(environment, id, { fields: { title: { "en-US": id } } });
    addAsset(environment, "holiday");
    addProvenanceType(contentful);
  },
  asset: (made, n) => ({
    ...made,
    item: { targetId: targetIdSchema.parse(CONFORMANCE_TARGET), itemId: `post-${n}` },
  }),
  countRemote: async () => current().environment.assets.size,
  editable: ["title", "description", "status", "placement"],
  async editRemotely(remoteId, field) {
    const { environment } = current();
    if (field === "placement") return chooseAnotherImage(remoteId);
    const asset = environment.assets.get(remoteId);
    if (asset === undefined) throw new Error(`There is no asset ${remoteId}`);
    asset.version += 2;
    if (field === "status") delete asset.publishedVersion;
    else {
      // Edited and published, so that nothing but the field is another.
      asset.fields[field] = { ...asset.fields[field], "de-DE": `Von Hand: ${asset.version}` };
      asset.publishedVersion = asset.version - 1;
    }
  },
  async removeRemotely(remoteId) {
    current().environment.assets.delete(remoteId);
  },
  failNext(kind) {
    const fault =
      kind === "rate-limited"
        ? { status: 429, id: "RateLimitExceeded", headers: { "X-Contentful-RateLimit-Reset": "0" } }
        : { status: 503, id: "ServerError" };
    current().state.faults.push({ path: /./, ...fault });
  },
  items: entries.map((id) => ({ id })),
};

function chooseAnotherImage(remoteId: string): void {
  const { environment } = current();
  const shown = entries
    .map((id) => editorsEntry(environment, id))
    .find(({ fields }) => JSON.stringify(fields).includes(remoteId));
  if (shown === undefined) throw new Error(`No entry shows ${remoteId}`);
  shown.fields.heroImage = { "en-US": link("Asset", "holiday") };
  shown.version += 1;
  shown.publishedVersion = shown.version - 1;
}

/** As a check with `prepare` makes it. */
function addProvenanceType({ environment }: FakeContentful): void {
  const text = ["title", "externalId", "style", "generator", "model"].map((id) => ({ id, type: "Symbol" }));
  const long = ["prompt", "attribution"].map((id) => ({ id, type: "Text" }));
  const others = [
    { id: "image", type: "Link", linkType: "Asset" },
    { id: "styleScore", type: "Number" },
    { id: "isDraft", type: "Boolean" },
    { id: "seed", type: "Integer" },
    { id: "imageVersion", type: "Integer" },
  ];
  const fields = [...text, ...long, ...others].map((each) => ({
    name: each.id,
    localized: false,
    required: false,
    ...each,
  }));
  environment.contentTypes.set("assetqlImage", {
    id: "assetqlImage",
    name: "AssetQL image",
    displayField: "title",
    version: 2,
    publishedVersion: 1,
    fields,
  });
}

describeConnector("contentful", harness, { describe, it });
