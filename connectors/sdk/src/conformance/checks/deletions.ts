import assert from "node:assert/strict";
import { openRig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";

export const deletions: readonly Check[] = [
  {
    name: "with the policy to keep, a rejected image stays where it is",
    async run(harness) {
      const rig = await openRig(harness);
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      const [before, count] = [await rig.snapshot(asset), await harness.countRemote()];
      rig.change({ ...asset, review: "rejected" });
      expect.assertKinds(await rig.plan({ deletion: "keep" }), "skip");
      await rig.apply();
      assert.equal(await harness.countRemote(), count, "it is still there");
      expect.assertSameSnapshot(await rig.snapshot(asset), before, "after the apply");
    },
  },
  {
    name: "each policy for deletions that the manifest names is carried out, once, and undone",
    async run(harness) {
      const restores = harness.restores ?? ["unlink", "archive"];
      for (const deletion of ["unlink", "archive", "delete"] as const) {
        if (!harness.connector.manifest.deletions.includes(deletion)) continue;
        const rig = await openRig(harness);
        const [asset, other] = await expect.publish(rig, 2);
        assert.ok(asset && other);
        const [before, count] = [await rig.snapshot(asset), await harness.countRemote()];
        const untouched = await rig.snapshot(other);
        rig.change({ ...asset, review: "rejected" });
        const planned = await rig.plan({ deletion });
        assert.equal(
          planned.filter(({ kind }) => kind === "delete").length,
          1,
          `${deletion}: one change is planned`,
        );
        const applied = await rig.apply();
        expect.assertStates(
          applied.filter(({ kind }) => kind === "delete"),
          "applied",
          1,
        );
        if (deletion === "delete") assert.equal(await harness.countRemote(), count - 1, "it is gone");
        else assert.notDeepEqual(await rig.snapshot(asset), before, `${deletion} can be seen`);
        expect.assertSameSnapshot(await rig.snapshot(other), untouched, `${deletion}: the other image`);
        expect.assertKinds(await rig.plan({ deletion }), "skip");

        const again = await openRig(harness);
        const [once] = await expect.publish(again, 1);
        assert.ok(once);
        const was = await again.snapshot(once);
        again.change({ ...once, review: "rejected" });
        await again.plan({ deletion });
        await again.apply();
        if (!restores.includes(deletion)) continue;
        again.change({ ...once, review: "approved" });
        expect.assertStates(await again.revert(), "reverted", 1);
        expect.assertSameSnapshot(await again.snapshot(once), was, `after undoing ${deletion}`);
      }
    },
  },
  {
    name: "a deletion is carried out as planned, unless the image was approved again",
    async run(harness) {
      const [deletion] = harness.connector.manifest.deletions.filter((one) => one !== "keep");
      if (deletion === undefined) return;
      for (const review of ["approved", "rejected"] as const) {
        const rig = await openRig(harness);
        const [asset] = await expect.publish(rig, 1);
        assert.ok(asset);
        const before = await rig.snapshot(asset);
        rig.change({ ...asset, review: "rejected" });
        expect.assertKinds(await rig.plan({ deletion }), "delete");
        rig.hub.policies = { ...rig.hub.policies, deletion: "keep" };
        rig.change({ ...asset, review });
        const [change] = await rig.apply();
        if (review === "approved") {
          assert.equal(change?.problem?.code, "changed-meanwhile", "it is approved again, so it stays");
          expect.assertSameSnapshot(await rig.snapshot(asset), before, "after the apply");
          continue;
        }
        assert.equal(change?.state, "applied", change?.problem?.detail);
        assert.notDeepEqual(await rig.snapshot(asset), before, `${deletion} was planned, and is done`);
        assert.notEqual(rig.hub.links.get(asset.id)?.state, "published", "the ledger knows");
      }
    },
  },
];
