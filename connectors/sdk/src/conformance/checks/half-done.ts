import assert from "node:assert/strict";
import { fieldOf } from "../../compare/index.ts";
import type { ConnectorHarness } from "../harness.ts";
import { sampled } from "../sample.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";
import { creating, measure, type Staging, stage, undoing, updating } from "./scenes.ts";
import { type Failed, failEverywhere, interruption, outage, refusal, type Trouble } from "./trouble.ts";

async function finish({ rig, scene, when }: Failed): Promise<void> {
  const [change] = await rig.apply();
  assert.equal(change?.state, "applied", `${when}: ${change?.problem?.detail}`);
  await scene.assess(rig, when);
}

async function takeBack({ rig, scene, when }: Failed): Promise<void> {
  const [change] = await rig.revert();
  // One that failed before anything was done of it stays as it is.
  if (change?.state !== "failed")
    assert.equal(change?.state, "reverted", `${when}: ${change?.problem?.detail}`);
  await scene.assertUndone(rig, when);
}

/** An editor changes each field after the failure: whatever is tried next, it stays. */
function keptByAll(staging: Staging, trouble: Trouble, next: readonly ("apply" | "revert")[]): Check["run"] {
  return async (harness) => {
    for (const field of harness.editable) {
      await failEverywhere(harness, { staging, trouble }, async ({ rig, scene, when }) => {
        const [asset] = rig.hub.assetsById.values();
        assert.ok(asset);
        const { remoteId } = await rig.observe(asset);
        const [change] = rig.hub.changesById.values();
        const failed = scene.kind === "apply" ? "failed" : "revert-failed";
        // In no place for a moment, or done all the same: there is nothing for an editor to interfere with.
        if (remoteId === null || change?.change.state !== failed) return;
        await harness.editRemotely(remoteId, field);
        const edited = fieldOf(await rig.snapshot(asset), field);
        for (const again of next) {
          await rig[again]();
          const is = fieldOf(await rig.snapshot(asset), field);
          assert.deepEqual(is, edited, `${when}, the editor's ${field} is kept by another ${again}`);
        }
      });
    }
  };
}

/** What an editor has changed before an undo that fails is still the editor's when it is tried again. */
async function keptByLaterUndo(harness: ConnectorHarness): Promise<void> {
  const { calls } = await measure(harness, undoing);
  const own = [...calls.entries()].filter(([, { within }]) => within === "revert");
  for (const field of harness.editable) {
    for (const [call] of sampled(harness, own)) {
      const { rig } = await stage(harness, undoing);
      const [asset] = rig.hub.assetsById.values();
      assert.ok(asset);
      await harness.editRemotely(expect.remoteIdOf(rig, asset), field);
      const edited = fieldOf(await rig.snapshot(asset), field);
      rig.faults.arm(refusal.plan(call));
      await rig.revert();
      rig.faults.disarm();
      await rig.revert();
      const is = fieldOf(await rig.snapshot(asset), field);
      assert.deepEqual(
        is,
        edited,
        `after call ${call + 1} of the undo was refused, the editor's ${field} is kept`,
      );
    }
  }
}

/** Where nobody can tell whose a change is, that is said; but nothing has been deleted. */
async function neverDeleted({ rig, when }: Failed, next: "apply" | "revert"): Promise<void> {
  const [change] = await rig[next]();
  assert.notEqual(change?.problem?.code, "remote-deleted", `${when}, nobody has deleted anything`);
}

const then =
  (staging: Staging, trouble: Trouble, next: (failed: Failed) => Promise<void>): Check["run"] =>
  (harness) =>
    failEverywhere(harness, { staging, trouble }, next);

export const halfDone: readonly Check[] = [
  {
    name: "what failed half done while it was made is finished by the next apply",
    run: then(creating, refusal, finish),
  },
  {
    name: "what failed half done while it was made is taken back by undo",
    run: then(creating, refusal, takeBack),
  },
  {
    name: "an update that failed half done is finished by the next apply",
    run: then(updating, refusal, finish),
  },
  {
    name: "an update that failed half done is taken back by undo",
    run: then(updating, refusal, takeBack),
  },
  {
    name: "what the network has interrupted while it was made is finished by the next apply",
    run: then(creating, interruption, finish),
  },
  {
    name: "what the network has interrupted while it was made is taken back by undo",
    run: then(creating, interruption, takeBack),
  },
  {
    name: "an update that the network has interrupted is finished by the next apply",
    run: then(updating, interruption, finish),
  },
  {
    name: "an update that the network has interrupted is taken back by undo",
    run: then(updating, interruption, takeBack),
  },
  {
    name: "after an outage during an update, neither an apply nor undo says that something was deleted",
    async run(harness) {
      for (const next of ["apply", "revert"] as const) {
        await then(updating, outage, (failed) => neverDeleted(failed, next))(harness);
      }
    },
  },
  {
    name: "what an editor changes after an update has failed half done is kept",
    run: keptByAll(updating, refusal, ["apply", "revert"]),
  },
  {
    name: "what an editor changes after an outage is kept by the next apply and by undo",
    run: keptByAll(updating, outage, ["apply", "revert"]),
  },
  {
    name: "what an editor changes after an outage is kept by undo alone",
    run: keptByAll(updating, outage, ["revert"]),
  },
  {
    name: "what an editor changes after an undo has failed half done is kept",
    run: keptByAll(undoing, refusal, ["revert"]),
  },
  {
    name: "what an editor has changed is kept by an undo that has failed before",
    run: keptByLaterUndo,
  },
];
