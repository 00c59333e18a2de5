import assert from "node:assert/strict";
import type { Snapshot } from "@assetql/contract";
import type { CallMade } from "../crash.ts";
import type { ConnectorHarness } from "../harness.ts";
import { nextVersion } from "../made-asset.ts";
import { openRig, type Rig } from "../rig.ts";
import * as expect from "./expect.ts";

/** What is interrupted: brought to the moment before, and checked when it has been resumed. */
export interface Scene {
  prepare(rig: Rig): Promise<void>;
  readonly kind: "apply" | "revert";
  /** It was done, as if nothing had happened, and can be undone. */
  assess(rig: Rig, when: string): Promise<void>;
  /** It is as it was before. */
  assertUndone(rig: Rig, when: string): Promise<void>;
}

export type Staging = (harness: ConnectorHarness) => Scene;

export const creating: Staging = (harness) => {
  let before: Snapshot = {};
  let count = 0;
  return {
    kind: "apply",
    async prepare(rig) {
      const asset = rig.put(1);
      [before, count] = [await rig.snapshot(asset), await harness.countRemote()];
      await rig.plan();
    },
    async assess(rig, when) {
      assert.equal(await harness.countRemote(), count + 1, `${when}, there is one image, not none or two`);
      expect.assertStates(await rig.revert(), "reverted", 1);
      await this.assertUndone(rig, when);
    },
    async assertUndone(rig, when) {
      assert.equal(await harness.countRemote(), count, `${when}, undo removes it`);
      await assertAsBefore(rig, before, when);
    },
  };
};

export const updating: Staging = (harness) => {
  let before: Snapshot = {};
  let count = 0;
  return {
    kind: "apply",
    async prepare(rig) {
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      [before, count] = [await rig.snapshot(asset), await harness.countRemote()];
      rig.change(nextVersion(asset));
      await rig.plan();
    },
    async assess(rig, when) {
      assert.equal(await harness.countRemote(), count, `${when}, there is no second image`);
      expect.assertStates(await rig.revert(), "reverted", 1);
      await this.assertUndone(rig, when);
    },
    async assertUndone(rig, when) {
      assert.equal(await harness.countRemote(), count, `${when}, undo leaves as many images`);
      await assertAsBefore(rig, before, when);
    },
  };
};

export const undoing: Staging = (harness) => {
  let before: Snapshot = {};
  let count = 0;
  return {
    kind: "revert",
    async prepare(rig) {
      const [asset] = await expect.publish(rig, 1);
      assert.ok(asset);
      [before, count] = [await rig.snapshot(asset), await harness.countRemote()];
      rig.change(nextVersion(asset));
      await rig.plan();
      expect.assertStates(await rig.apply(), "applied", 1);
    },
    assess(rig, when) {
      return this.assertUndone(rig, when);
    },
    async assertUndone(rig, when) {
      assert.equal(await harness.countRemote(), count, `${when}, as many images as before`);
      await assertAsBefore(rig, before, when);
    },
  };
};

async function assertAsBefore(rig: Rig, before: Snapshot, when: string): Promise<void> {
  const [asset] = rig.hub.assetsById.values();
  assert.ok(asset);
  expect.assertSameSnapshot(await rig.snapshot(asset), before, `${when}, after undo`);
}

interface Measured {
  readonly points: number;
  readonly calls: readonly CallMade[];
}

/** A rig with what is to be interrupted. Changes are made one after the other. */
export async function stage(
  harness: ConnectorHarness,
  staging: Staging,
): Promise<{ rig: Rig; scene: Scene }> {
  const rig = await openRig(harness);
  rig.hub.concurrency = 1;
  const scene = staging(harness);
  await scene.prepare(rig);
  return { rig, scene };
}

/** How many points, and how many calls, there are when nothing goes wrong. */
export async function measure(harness: ConnectorHarness, staging: Staging): Promise<Measured> {
  const { rig, scene } = await stage(harness, staging);
  rig.faults.arm({});
  await rig[scene.kind]();
  const { points, calls } = rig.faults;
  return { points, calls: [...calls] };
}
