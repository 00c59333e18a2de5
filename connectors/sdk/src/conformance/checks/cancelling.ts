import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { ConnectorHarness } from "../harness.ts";
import { openRig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";

const WITHIN_MS = 1_000;
const LOOK_MS = 10;

/**
 * Whether it ends while this process waits for a second. What keeps the process from running in between does not count,
 * so the machine may be slow.
 */
async function endsWithinASecond(ended: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const note = (): void => {
    isOver = true;
  };
  ended.then(note, note);
  for (let waited = 0; waited < WITHIN_MS && !isOver; waited += LOOK_MS) await wait(LOOK_MS);
  if (isOver) await ended;
  return isOver;
}

/** A pause while call `stallAt` hangs; afterwards the publication is resumed. False: there is no such call. */
async function stopAtCall(harness: ConnectorHarness, stallAt: number): Promise<boolean> {
  const rig = await openRig(harness);
  rig.hub.concurrency = 1;
  const before = await harness.countRemote();
  rig.put(1);
  rig.put(2);
  await rig.plan();
  const stalled = Promise.withResolvers<void>();
  rig.faults.arm({ stallAt, onCall: (index) => index === stallAt && stalled.resolve() });
  rig.hub.offer("apply");
  const { ended } = rig.begin();
  if (!(await Promise.race([stalled.promise.then(() => true), ended.then(() => false)]))) return false;
  rig.hub.stop();
  const { within = "" } = rig.faults.calls[stallAt] ?? {};
  const when = `stopped during call ${stallAt + 1} (in ${within})`;
  assert.ok(await endsWithinASecond(ended), `${when}, it has ended within a second`);
  const late = rig.faults.calls.filter((call) => call.late);
  assert.equal(late.length, 0, `${when}, nothing was sent any more`);
  if (harness.connector.commit !== undefined) {
    assert.equal(await harness.countRemote(), before, `${when}, nothing of what was staged can be seen`);
  }
  rig.faults.disarm();
  rig.hub.free();
  await rig.run();
  expect.assertStates(
    [...rig.hub.changesById.values()].map(({ change }) => change),
    "applied",
    2,
  );
  assert.equal(await harness.countRemote(), before + 2, `${when} and resumed, nothing is there twice`);
  return true;
}

export const cancelling: readonly Check[] = [
  {
    name: "cancelling stops within a second, whatever the connector is doing, and resumes without duplicates",
    async run(harness) {
      let call = 0;
      while (await stopAtCall(harness, call)) call += 1;
      assert.ok(call > 0, "the connector calls its target through context.fetch or context.paced");
    },
  },
];
