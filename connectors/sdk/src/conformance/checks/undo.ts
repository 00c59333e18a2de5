import assert from "node:assert/strict";
import { fieldOf, isSame } from "../../compare/index.ts";
import { nextVersion } from "../made-asset.ts";
import { openRig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";

export const undo: readonly Check[] = [
  {
    name: "undoing what was made leaves nothing of it",
    async run(harness) {
      const rig = await openRig(harness);
      const assets = [rig.put(1), rig.put(2)];
      const [before, count] = [await expect.snapshots(rig, assets), await harness.countRemote()];
      await rig.plan();
      expect.assertStates(await rig.apply(), "applied", 2);
      expect.assertStates(await rig.revert(), "reverted", 2);
      assert.equal(await harness.countRemote(), count, "what was made is gone");
      for (const [index, asset] of assets.entries()) {
        expect.assertSameSnapshot(await rig.snapshot(asset), before[index] ?? {}, "after undo");
      }
      expect.assertKinds(await rig.plan(), "create");
      expect.assertStates(await rig.apply(), "applied", 2);
    },
  },
  {
    name: "undoing an update restores the snapshot",
    async run(harness) {
      const rig = await openRig(harness);
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      const [before, count] = [await rig.snapshot(asset), await harness.countRemote()];
      rig.change(nextVersion(asset));
      await rig.plan();
      expect.assertStates(await rig.apply(), "applied", 1);
      assert.notDeepEqual(await rig.snapshot(asset), before, "the update changed something");
      expect.assertStates(await rig.revert(), "reverted", 1);
      expect.assertSameSnapshot(await rig.snapshot(asset), before, "after undo");
      assert.equal(await harness.countRemote(), count, "as many images as before");
    },
  },
  {
    name: "undo keeps what an editor has changed since, and restores the rest",
    async run(harness) {
      for (const field of harness.editable) {
        const rig = await openRig(harness);
        const [asset] = await expect.publish(rig, 1);
        assert.ok(asset);
        const before = await rig.snapshot(asset);
        rig.change(nextVersion(asset));
        await rig.plan();
        expect.assertStates(await rig.apply(), "applied", 1);
        await harness.editRemotely(expect.remoteIdOf(rig, asset), field);
        const edited = fieldOf(await rig.snapshot(asset), field);
        const reverted = await rig.revert();
        expect.assertStates(reverted, "reverted", 1);
        const after = await rig.snapshot(asset);
        assert.deepEqual(after[field], edited, `the editor's ${field} stays`);
        expect.assertSameSnapshot({ ...after, [field]: null }, { ...before, [field]: null }, "the rest");
        const { kept } = expect.changeOf(reverted, asset).revert ?? {};
        const wasOurs = !isSame(
          fieldOf(before, field),
          fieldOf(expect.changeOf(reverted, asset).receipt?.after ?? {}, field),
        );
        if (wasOurs) assert.deepEqual(kept, [field], "the report says what was kept");
      }
    },
  },
  {
    name: "undo keeps what was made and then edited, unless it is forced",
    async run(harness) {
      const [field] = harness.editable;
      assert.ok(field, "the harness names a field that an editor can change");
      const rig = await openRig(harness);
      const count = await harness.countRemote();
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      await harness.editRemotely(expect.remoteIdOf(rig, asset), field);
      expect.assertStates(await rig.revert(), "reverted", 1);
      assert.equal(await harness.countRemote(), count + 1, "it is still there");
      const forced = await openRig(harness);
      const [again] = await expect.publish(forced, 1);
      assert.ok(again);
      await harness.editRemotely(expect.remoteIdOf(forced, again), field);
      expect.assertStates(await forced.revert(true), "reverted", 1);
      assert.equal(await harness.countRemote(), count, "forced, it is gone");
    },
  },
];
