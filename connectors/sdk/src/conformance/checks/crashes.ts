import assert from "node:assert/strict";
import type { Snapshot } from "@assetql/contract";
import { ConnectorError } from "../../contract/connector-error.ts";
import type { ConnectorHarness } from "../harness.ts";
import { nextVersion } from "../made-asset.ts";
import { openRig, type Rig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";

/** What is interrupted: brought to the moment before, and checked when it has been resumed. */
interface Scene {
  prepare(rig: Rig): Promise<void>;
  readonly kind: "apply" | "revert";
  assess(rig: Rig, when: string): Promise<void>;
}

type Staging = (harness: ConnectorHarness) => Scene;

const creating: Staging = (harness) => {
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
      assert.equal(await harness.countRemote(), count, `${when}, undo removes it`);
      const [asset] = rig.hub.assetsById.values();
      assert.ok(asset);
      expect.assertSameSnapshot(await rig.snapshot(asset), before, `${when}, after undo`);
    },
  };
};

const updating: Staging = (harness) => {
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
      const [asset] = rig.hub.assetsById.values();
      assert.ok(asset);
      expect.assertSameSnapshot(await rig.snapshot(asset), before, `${when}, after undo`);
      assert.equal(await harness.countRemote(), count, `${when}, undo leaves as many images`);
    },
  };
};

const undoing: Staging = (harness) => {
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
    async assess(rig, when) {
      const [asset] = rig.hub.assetsById.values();
      assert.ok(asset);
      expect.assertSameSnapshot(await rig.snapshot(asset), before, `${when}, after undo`);
      assert.equal(await harness.countRemote(), count, `${when}, as many images as before`);
    },
  };
};

const stateAfter = { apply: "applied", revert: "reverted" } as const;

/** How many points, and how many calls, there are when nothing goes wrong. */
async function measure(harness: ConnectorHarness, staging: Staging) {
  const rig = await openRig(harness);
  rig.hub.concurrency = 1;
  const scene = staging(harness);
  await scene.prepare(rig);
  rig.faults.arm({});
  await rig[scene.kind]();
  const { points, calls } = rig.faults;
  return { points, calls: [...calls] };
}

/** The process ends at each point in turn; another one goes on. */
async function crashEverywhere(harness: ConnectorHarness, staging: Staging): Promise<void> {
  const { points } = await measure(harness, staging);
  assert.ok(points > 0, "the connector calls its target through context.fetch or context.paced");
  for (let crashAt = 0; crashAt < points; crashAt += 1) {
    const when = `after a crash at point ${crashAt + 1} of ${points}`;
    const rig = await openRig(harness);
    rig.hub.concurrency = 1;
    const scene = staging(harness);
    await scene.prepare(rig);
    rig.faults.arm({ crashAt });
    await rig[scene.kind]();
    rig.faults.disarm();
    rig.hub.free();
    await rig.run();
    const changes = [...rig.hub.changesById.values()].map(({ change }) => change);
    const [change] = changes;
    assert.equal(change?.state, stateAfter[scene.kind], `${when}, it is done: ${change?.problem?.detail}`);
    await scene.assess(rig, when);
  }
}

/** Every call's answer is lost in turn, as when a connection breaks: what was done must not be done twice. */
async function loseEveryAnswer(harness: ConnectorHarness, staging: Staging): Promise<void> {
  const { calls } = await measure(harness, staging);
  for (let call = 0; call < calls.length; call += 1) {
    const when = `after the answer to call ${call + 1} of ${calls.length} (in ${calls[call]?.within}) was lost`;
    const rig = await openRig(harness);
    rig.hub.concurrency = 1;
    const scene = staging(harness);
    await scene.prepare(rig);
    const error = () => new ConnectorError("timed-out", "The target has not answered in time.");
    rig.faults.arm({ loseAnswerAt: { call, error } });
    expect.assertStates(await rig[scene.kind](), stateAfter[scene.kind], 1);
    rig.faults.disarm();
    await scene.assess(rig, when);
  }
}

export const crashes: readonly Check[] = [
  {
    name: "a crash anywhere while something is made resumes without duplicates",
    run: (h) => crashEverywhere(h, creating),
  },
  { name: "a crash anywhere during an update resumes", run: (h) => crashEverywhere(h, updating) },
  { name: "a crash anywhere during undo resumes", run: (h) => crashEverywhere(h, undoing) },
  {
    name: "an answer that is lost while something is made duplicates nothing",
    run: (h) => loseEveryAnswer(h, creating),
  },
  {
    name: "an answer that is lost during an update breaks nothing",
    run: (h) => loseEveryAnswer(h, updating),
  },
];
