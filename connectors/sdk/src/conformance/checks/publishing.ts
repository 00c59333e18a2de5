import assert from "node:assert/strict";
import type { PublishableAsset } from "@assetql/contract";
import { fieldOf } from "../../compare/index.ts";
import type { ConnectorHarness } from "../harness.ts";
import { nextVersion } from "../made-asset.ts";
import { openRig, type Rig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";

const COUNT = 3;

interface Former {
  readonly asset: PublishableAsset;
  readonly remoteId: string;
}

/** Whoever knows only the former remote id finds what has taken its place. */
async function assertLeadsTo(
  harness: ConnectorHarness,
  rig: Rig,
  { asset, remoteId }: Former,
): Promise<void> {
  const reference = { externalId: asset.id, remoteId, itemId: asset.item?.itemId ?? null };
  const found = await harness.connector.observe(rig.context(), [reference]);
  assert.equal(
    found.get(asset.id)?.remoteId,
    expect.remoteIdOf(rig, asset),
    "the former remote id leads to the new thing",
  );
}

export const publishing: readonly Check[] = [
  {
    name: "a plan writes nothing",
    async run(harness) {
      const rig = await openRig(harness);
      const assets = [rig.put(1), rig.put(2)];
      const count = await harness.countRemote();
      const before = await expect.snapshots(rig, assets);
      expect.assertKinds(await rig.plan(), "create");
      assert.equal(await harness.countRemote(), count, "nothing was made by looking and planning");
      for (const [index, asset] of assets.entries()) {
        expect.assertSameSnapshot(await rig.snapshot(asset), before[index] ?? {}, "after a plan");
      }
    },
  },
  {
    name: "what is applied is there as planned, and its receipt says so",
    async run(harness) {
      const rig = await openRig(harness);
      const count = await harness.countRemote();
      const assets = await expect.publish(rig, COUNT);
      assert.equal(await harness.countRemote(), count + COUNT, "one image an asset");
      for (const asset of assets) {
        const { receipt, fields } = expect.changeOf(
          [...rig.hub.changesById.values()].map(({ change }) => change),
          asset,
        );
        const observed = await rig.observe(asset);
        assert.equal(
          receipt?.remoteId,
          observed.remoteId,
          "the receipt and observe name the same remote thing",
        );
        expect.assertSameSnapshot(
          receipt?.after ?? {},
          observed.fields,
          "receipt.after is what observe sees",
        );
        const names = fields.map(({ name }) => name);
        const missing = names.filter((name) => fieldOf(observed.fields, name) === null);
        const wanted = missing.filter((name) =>
          fields.some((field) => field.name === name && field.ours !== null),
        );
        assert.deepEqual(wanted, [], "every field that was written can be observed");
      }
    },
  },
  {
    name: "applying twice changes nothing",
    async run(harness) {
      const rig = await openRig(harness);
      const assets = await expect.publish(rig, COUNT);
      const count = await harness.countRemote();
      const before = await expect.snapshots(rig, assets);
      await expect.assertNothingLeft(rig, "after an apply");
      await rig.apply();
      assert.equal(await harness.countRemote(), count, "nothing was made twice");
      for (const [index, asset] of assets.entries()) {
        expect.assertSameSnapshot(await rig.snapshot(asset), before[index] ?? {}, "after a second apply");
      }
    },
  },
  {
    name: "a new version of an image updates the same remote thing",
    async run(harness) {
      const rig = await openRig(harness);
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      const [count, remoteId] = [await harness.countRemote(), expect.remoteIdOf(rig, asset)];
      rig.change(nextVersion(asset));
      expect.assertKinds(await rig.plan(), "update");
      expect.assertStates(await rig.apply(), "applied", 1);
      if (harness.makesAnew) await assertLeadsTo(harness, rig, { asset, remoteId });
      else assert.equal(expect.remoteIdOf(rig, asset), remoteId, "the remote id stays");
      assert.equal(await harness.countRemote(), count, "no second image");
      await expect.assertNothingLeft(rig, "after an update");
    },
  },
  {
    name: "without the ledger, what is there is found by its external id",
    async run(harness) {
      const rig = await openRig(harness);
      await expect.publish(rig, 2);
      const count = await harness.countRemote();
      rig.hub.links.clear();
      const planned = await rig.plan();
      for (const { kind, title } of planned) assert.notEqual(kind, "create", `${title} is not made again`);
      await rig.apply();
      assert.equal(await harness.countRemote(), count, "nothing was made twice");
    },
  },
];
