import assert from "node:assert/strict";
import { fieldOf } from "../../compare/index.ts";
import { nextVersion } from "../made-asset.ts";
import { openRig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";

export const conflicts: readonly Check[] = [
  {
    name: "what an editor changed is a conflict and is kept; with the policy to overwrite it is overwritten",
    async run(harness) {
      assert.ok(harness.editable.length > 0, "the harness names a field that an editor can change");
      for (const field of harness.editable) {
        const rig = await openRig(harness);
        const [asset] = await expect.publish(rig, 1);
        assert.ok(asset);
        const published = fieldOf(await rig.snapshot(asset), field);
        await harness.editRemotely(expect.remoteIdOf(rig, asset), field);
        const edited = fieldOf(await rig.snapshot(asset), field);
        assert.notDeepEqual(edited, published, `observe sees that an editor changed ${field}`);

        expect.assertKinds(await rig.plan(), "conflict");
        await rig.apply();
        assert.deepEqual(fieldOf(await rig.snapshot(asset), field), edited, `the editor's ${field} is kept`);
        expect.assertKinds(await rig.plan({ conflict: "ask" }), "conflict");

        expect.assertKinds(await rig.plan({ conflict: "overwrite" }), "update");
        expect.assertStates(await rig.apply(), "applied", 1);
        assert.deepEqual(fieldOf(await rig.snapshot(asset), field), published, `${field} is overwritten`);
      }
    },
  },
  {
    name: "an update keeps the field that an editor changed, then and at the next update",
    async run(harness) {
      for (const field of harness.editable) {
        const rig = await openRig(harness);
        const [asset] = await expect.publish(rig, 1);
        assert.ok(asset);
        await harness.editRemotely(expect.remoteIdOf(rig, asset), field);
        const edited = fieldOf(await rig.snapshot(asset), field);
        let next = asset;
        for (const when of ["the first update", "the second update"]) {
          next = nextVersion(next);
          rig.change(next);
          await rig.plan();
          await rig.apply();
          assert.deepEqual(
            fieldOf(await rig.snapshot(asset), field),
            edited,
            `after ${when}, the editor's ${field} is kept`,
          );
        }
      }
    },
  },
  {
    name: "a change between plan and apply is told, and the rest goes on",
    async run(harness) {
      const [field] = harness.editable;
      assert.ok(field, "the harness names a field that an editor can change");
      const rig = await openRig(harness);
      const assets = await expect.publish(rig, 3);
      for (const asset of assets) rig.change(nextVersion(asset));
      expect.assertKinds(await rig.plan(), "update");
      const [, second] = assets;
      assert.ok(second);
      await harness.editRemotely(expect.remoteIdOf(rig, second), field);
      const edited = await rig.snapshot(second);
      const applied = await rig.apply();
      const { state, problem } = expect.changeOf(applied, second);
      assert.equal(state, "failed", "the change that no longer fits is not applied");
      assert.equal(problem?.code, "changed-meanwhile");
      expect.assertSameSnapshot(await rig.snapshot(second), edited, "after the apply");
      expect.assertStates(
        applied.filter(({ assetId }) => assetId !== second.id),
        "applied",
        2,
      );
    },
  },
  {
    name: "a change between plan and apply of a field that was the same is kept, then and later",
    async run(harness) {
      for (const field of harness.editable) {
        const rig = await openRig(harness);
        const [asset] = await expect.publish(rig, 1);
        assert.ok(asset);
        const next = nextVersion(asset);
        // The next version in part, so that the field itself is as it should be already.
        const parts = [{ altText: next.altText }, { title: next.title }, { sha256: next.sha256 }];
        for (const part of parts) {
          rig.change({ ...asset, version: next.version, ...part });
          const [planned] = await rig.plan();
          const outcome = planned?.fields.find(({ name }) => name === field)?.outcome;
          if (planned?.kind === "update" && outcome === "same") break;
          rig.change(asset);
        }
        const [planned] = rig.hub.changesById.values();
        if (planned?.change.fields.find(({ name }) => name === field)?.outcome !== "same") continue;
        await harness.editRemotely(expect.remoteIdOf(rig, asset), field);
        const edited = fieldOf(await rig.snapshot(asset), field);
        await rig.apply();
        for (const when of ["the apply", "the next one", "the one after that"]) {
          const is = fieldOf(await rig.snapshot(asset), field);
          assert.deepEqual(is, edited, `after ${when}, the editor's ${field} is kept`);
          const [current] = rig.hub.assetsById.values();
          assert.ok(current);
          rig.change(nextVersion(current));
          await rig.plan();
          await rig.apply();
        }
      }
    },
  },
  {
    name: "what was deleted there is seen as gone, is a conflict, and is made again only by policy",
    async run(harness) {
      const rig = await openRig(harness);
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      const count = await harness.countRemote();
      await harness.removeRemotely(expect.remoteIdOf(rig, asset));
      assert.equal((await rig.observe(asset)).remoteId, null, "observe does not see what is gone");
      assert.equal(await harness.countRemote(), count - 1, "the harness has removed it");
      expect.assertKinds(await rig.plan(), "conflict");
      expect.assertKinds(await rig.plan({ conflict: "overwrite" }), "create");
      expect.assertStates(await rig.apply(), "applied", 1);
      assert.equal(await harness.countRemote(), count, "it is there again");
    },
  },
  {
    name: "what is deleted there between plan and apply is told, and nothing is made in its place",
    async run(harness) {
      const rig = await openRig(harness);
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      rig.change(nextVersion(asset));
      expect.assertKinds(await rig.plan(), "update");
      await harness.removeRemotely(expect.remoteIdOf(rig, asset));
      const count = await harness.countRemote();
      const [change] = await rig.apply();
      assert.equal(change?.state, "failed");
      assert.ok(
        ["remote-deleted", "changed-meanwhile"].includes(change?.problem?.code ?? ""),
        change?.problem?.code,
      );
      assert.equal(await harness.countRemote(), count, "nothing was made");
    },
  },
];
