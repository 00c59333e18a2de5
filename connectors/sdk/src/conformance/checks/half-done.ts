import assert from "node:assert/strict";
import { fieldOf } from "../../compare/index.ts";
import { ConnectorError } from "../../contract/connector-error.ts";
import type { ConnectorHarness } from "../harness.ts";
import type { Rig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";
import { creating, measure, type Scene, type Staging, stage, updating } from "./scenes.ts";

interface Failed {
  readonly rig: Rig;
  readonly scene: Scene;
  readonly when: string;
}

/** Each call of an apply is refused for good in turn, so that the change fails, more or less half done. */
async function refuseEverywhere(
  harness: ConnectorHarness,
  staging: Staging,
  then: (failed: Failed) => Promise<void>,
): Promise<void> {
  const { calls } = await measure(harness, staging);
  for (const [refused, { within }] of calls.entries()) {
    if (within !== "apply") continue;
    const when = `after call ${refused + 1} of ${calls.length} was refused`;
    const { rig, scene } = await stage(harness, staging);
    const error = new ConnectorError("refused", "The target does not want it now.");
    rig.faults.arm({ fail: (_call, index) => (index === refused ? error : undefined) });
    await rig.apply();
    rig.faults.disarm();
    await then({ rig, scene, when });
  }
}

async function finish({ rig, scene, when }: Failed): Promise<void> {
  expect.assertStates(await rig.apply(), "applied", 1);
  await scene.assess(rig, when);
}

async function takeBack({ rig, scene, when }: Failed): Promise<void> {
  const [change] = await rig.revert();
  // One that failed before anything was done of it stays as it is.
  if (change?.state !== "failed")
    assert.equal(change?.state, "reverted", `${when}: ${change?.problem?.detail}`);
  await scene.assertUndone(rig, when);
}

export const halfDone: readonly Check[] = [
  {
    name: "what failed half done while it was made is finished by the next apply",
    run: (h) => refuseEverywhere(h, creating, finish),
  },
  {
    name: "what failed half done while it was made is taken back by undo",
    run: (h) => refuseEverywhere(h, creating, takeBack),
  },
  {
    name: "an update that failed half done is finished by the next apply",
    run: (h) => refuseEverywhere(h, updating, finish),
  },
  {
    name: "an update that failed half done is taken back by undo",
    run: (h) => refuseEverywhere(h, updating, takeBack),
  },
  {
    name: "what an editor changes after an update has failed half done is kept",
    async run(harness) {
      for (const field of harness.editable) {
        await refuseEverywhere(harness, updating, async ({ rig, when }) => {
          const [asset] = rig.hub.assetsById.values();
          assert.ok(asset);
          const { remoteId } = await rig.observe(asset);
          const [change] = rig.hub.changesById.values();
          // In no place for a moment, or done all the same: there is nothing for an editor to interfere with.
          if (remoteId === null || change?.change.state !== "failed") return;
          await harness.editRemotely(remoteId, field);
          const edited = fieldOf(await rig.snapshot(asset), field);
          for (const again of ["apply", "revert"] as const) {
            await rig[again]();
            const is = fieldOf(await rig.snapshot(asset), field);
            assert.deepEqual(is, edited, `${when}, the editor's ${field} is kept by another ${again}`);
          }
        });
      }
    },
  },
];
