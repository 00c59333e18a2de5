import { ConnectorError } from "@assetql/connector-sdk";
import { CONFORMANCE_TARGET, type ConnectorHarness } from "@assetql/connector-sdk/conformance";
import { createContentfulConnector } from "@assetql/contentful";
import { targetIdSchema } from "@assetql/contract";
import { createDoor } from "@assetql/outgoing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nextVersion } from "../../connectors/sdk/src/conformance/made-asset.ts";
import { openRig, type Rig } from "../../connectors/sdk/src/conformance/rig.ts";
import { addEntry, type FakeContentful, link, startContentful } from "../support/contentful/index.ts";
import { until } from "../support/until.ts";
import { settingsOf } from "./contentful-home.ts";

const door = createDoor({ allow: ["127.0.0.1"] });
const patience = { processingMs: 10_000, firstPauseMs: 2, longestPauseMs: 5 };
const SLOW_MS = 1_000;

let contentful: FakeContentful;
let rig: Rig;
beforeEach(async () => {
  contentful = await startContentful({ requestsPerSecond: 100_000 });
  rig = await openRig(harness);
});
afterEach(() => contentful.stop());

const harness: ConnectorHarness = {
  connector: createContentfulConnector({ patience }),
  config: () => ({ ...settingsOf(contentful), itemType: "article", placementField: "heroImage" }),
  credentials: () => ({ accessToken: contentful.token }),
  door,
  reset: async () =>
    void addEntry(contentful.environment, "post-1", { fields: { title: { "en-US": "One" } } }),
  asset: (made) => ({
    ...made,
    item: { targetId: targetIdSchema.parse(CONFORMANCE_TARGET), itemId: "post-1" },
  }),
  countRemote: async () => contentful.environment.assets.size,
  editable: [],
  editRemotely: async () => undefined,
  removeRemotely: async () => undefined,
};

/** Applies while files take longer than the connector waits, and waits for Contentful to be done with them. */
async function applyTooSlowly(): Promise<void> {
  contentful.state.processingMs = SLOW_MS;
  patience.processingMs = 20;
  const [change] = await rig.apply();
  expect(change?.problem).toMatchObject({ code: "file-refused", detail: expect.stringContaining("seconds") });
  await until(async () => (contentful.state.timers.size === 0 ? true : undefined));
  patience.processingMs = 10_000;
  contentful.state.processingMs = 1;
}

/** Does something between two requests of the connector, as soon as it may, and once. */
function onceThat(isTime: () => boolean, act: () => void): void {
  let isDone = false;
  rig.faults.arm({
    onCall() {
      if (isDone || !isTime()) return;
      isDone = true;
      act();
    },
  });
}

type Asset = ReturnType<typeof onlyAsset>;

function onlyAsset() {
  const [asset, ...others] = contentful.environment.assets.values();
  if (asset === undefined || others.length > 0) throw new Error("There is not one asset");
  return asset;
}

/** As an editor does. */
function edit(change: (asset: Asset) => void): void {
  const asset = onlyAsset();
  change(asset);
  asset.version += 1;
}

describe("A file that Contentful takes in only after nobody waits for it any more", () => {
  it.each(["apply", "revert"] as const)("of a new asset is no editor's: %s goes on", async (next) => {
    rig.put(1);
    await rig.plan();
    await applyTooSlowly();
    const [change] = await rig[next]();
    expect(change?.problem).toBeNull();
    expect(contentful.environment.assets.size).toBe(next === "apply" ? 1 : 0);
  });

  it.each(["apply", "revert"] as const)("of an update is no editor's: %s goes on", async (next) => {
    contentful.state.processingMs = 1;
    const asset = rig.put(1);
    await rig.plan();
    await rig.apply();
    const before = await rig.snapshot(asset);
    rig.change(nextVersion(asset));
    await rig.plan();
    await applyTooSlowly();
    const [change] = await rig[next]();
    expect(change?.problem).toBeNull();
    const after = await rig.snapshot(asset);
    if (next === "revert") expect(after).toEqual(before);
    else expect(after).toMatchObject({ status: "published", title: "Mug no. 1, again" });
  });
});

describe("An editor at work while the connector waits", () => {
  beforeEach(async () => {
    // Descriptions are theirs.
    rig = await openRig({ ...harness, mapping: { rows: {}, publish: { description: "" } } });
  });

  const describeIt = (): void =>
    edit((asset) => {
      asset.fields.description = { "en-US": "Theirs" };
    });
  const takeItOffline = (): void => edit((asset) => void delete asset.publishedVersion);
  const showIt = (): void => {
    const heroImage = { "en-US": link("Asset", onlyAsset().id) };
    addEntry(contentful.environment, "post-2", { fields: { heroImage } });
  };
  const isInWork = (): boolean => contentful.state.timers.size > 0;
  const isThere = (): boolean => contentful.environment.assets.size > 0;

  it.each([
    ["describe", describeIt],
    ["show in an entry", showIt],
  ] as const)("keeps a new asset that they %s", async (_, theyEdit) => {
    rig.put(1);
    await rig.plan();
    onceThat(isInWork, theyEdit);
    await applyTooSlowly();
    expect(onlyAsset().fields.title?.["en-US"]).toBe("Mug no. 1");
  });

  it("keeps a new asset that they describe before we know that it was made", async () => {
    rig.put(1);
    await rig.plan();
    contentful.state.faults.push({
      ...{ method: "PUT", path: /assets\/[^/]+$/, status: 0, id: "" },
      loseAnswer: true,
    });
    onceThat(isThere, describeIt);
    await applyTooSlowly();
    expect(onlyAsset().fields.description).toEqual({ "en-US": "Theirs" });
  });

  it.each([
    ["have in work", describeIt],
    ["take offline", takeItOffline],
  ] as const)("does not make public what they %s", async (_, theyEdit) => {
    contentful.state.processingMs = 1;
    const asset = rig.put(1);
    await rig.plan();
    await rig.apply();
    rig.change(nextVersion(asset));
    await rig.plan();
    let publishedVersion: number | undefined;
    onceThat(isInWork, () => {
      theyEdit();
      publishedVersion = onlyAsset().publishedVersion;
    });
    await applyTooSlowly();
    expect(onlyAsset().publishedVersion).toBe(publishedVersion);
    expect(onlyAsset().fields.title?.["en-US"]).toBe("Mug no. 1, again");
  });
});

describe("An upload that has expired before it is written", () => {
  it("is taken back when the one sent instead is not processed in time", async () => {
    const { uploads } = contentful.state;
    rig.put(1);
    await rig.plan();
    onceThat(
      () => uploads.size > 0,
      () => {
        for (const upload of uploads.values()) upload.expiresAt = 0;
      },
    );
    await applyTooSlowly();
    expect(uploads.size).toBe(2);
    expect(contentful.environment.assets.size).toBe(0);
  });
});

describe("An outage after which nobody could look", () => {
  it("leaves an image that undo still knows as ours, by what its steps have told", async () => {
    const { environment, state } = contentful;
    state.processingMs = 1;
    rig.put(1);
    await rig.plan();
    const isProcessed = () =>
      [...environment.assets.values()].some(({ fields }) =>
        Object.values(fields.file ?? {}).every(isTakenIn),
      );
    let answers = 1;
    rig.faults.arm({
      fail() {
        if (!isProcessed()) return undefined;
        // The answer that tells of the files is the last one.
        answers -= 1;
        return answers < 0 ? new ConnectorError("timed-out", "Nobody answers.") : undefined;
      },
    });
    expect((await rig.apply())[0]?.problem?.code).toBe("timed-out");
    rig.faults.disarm();
    expect(await rig.revert()).toMatchObject([{ state: "reverted", revert: { kept: [] } }]);
    expect(environment.assets.size).toBe(0);
  });
});

const isTakenIn = (file: unknown): boolean => typeof file === "object" && file !== null && "url" in file;
