import assert from "node:assert/strict";
import { ConnectorError } from "../../contract/connector-error.ts";
import type { ConnectorHarness } from "../harness.ts";
import { sampled } from "../sample.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";
import { creating, measure, type Staging, stage, undoing, updating } from "./scenes.ts";

const stateAfter = { apply: "applied", revert: "reverted" } as const;

/** The process ends at each point in turn; another one goes on. */
async function crashEverywhere(harness: ConnectorHarness, staging: Staging): Promise<void> {
  const { points } = await measure(harness, staging);
  assert.ok(points > 0, "the connector calls its target through context.fetch or context.paced");
  for (const crashAt of sampled(harness, [...Array(points).keys()])) {
    const when = `after a crash at point ${crashAt + 1} of ${points}`;
    const { rig, scene } = await stage(harness, staging);
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
  for (const [call, { within }] of sampled(harness, [...calls.entries()])) {
    const when = `after the answer to call ${call + 1} of ${calls.length} (in ${within}) was lost`;
    const { rig, scene } = await stage(harness, staging);
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
