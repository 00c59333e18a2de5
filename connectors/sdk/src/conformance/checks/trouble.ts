import { ConnectorError } from "../../contract/connector-error.ts";
import { type FaultPlan, isDoneBy } from "../crash.ts";
import type { ConnectorHarness } from "../harness.ts";
import type { Rig } from "../rig.ts";
import { sampled } from "../sample.ts";
import { measure, type Scene, type Staging, stage } from "./scenes.ts";

export interface Failed {
  readonly rig: Rig;
  readonly scene: Scene;
  readonly when: string;
}

/** What goes wrong from the n-th call on. */
export interface Trouble {
  readonly what: string;
  plan(call: number): FaultPlan;
}

const refused = new ConnectorError("refused", "The target does not want it now.");
const busy = new ConnectorError("unavailable", "The target cannot answer now.");
const silent = new ConnectorError("timed-out", "The target has not answered in time.");

export const refusal: Trouble = {
  what: "was refused",
  plan: (call) => ({ fail: (_call, index) => (index === call ? refused : undefined) }),
};

/** Nobody hears the answer, nor gets one to a later try; when the change has failed, the target can be looked at. */
export const interruption: Trouble = {
  what: "had no answer, nor any after it",
  plan: (call) => ({
    loseAnswerAt: { call, error: () => silent },
    fail: (made, index) => (index > call && isDoneBy("apply", made) ? silent : undefined),
  }),
};

export const outage: Trouble = {
  what: "had no answer, and nobody could look",
  plan: (call) => ({
    loseAnswerAt: { call, error: () => silent },
    fail: (_call, index) => (index > call ? silent : undefined),
  }),
};

/** The target is there, and says of each try that it cannot now. */
export const overload: Trouble = {
  what: "was put off, and so was every try after it",
  plan: (call) => ({
    fail: (made, index) => (index >= call && isDoneBy("apply", made) ? busy : undefined),
  }),
};

interface Failing {
  readonly staging: Staging;
  readonly trouble: Trouble;
  /** What somebody does at the target between the first try that fails and the next. */
  readonly meanwhile?: (rig: Rig) => Promise<void>;
}

/** The trouble begins at each call in turn, so that the change fails, more or less half done. */
export async function failEverywhere(
  harness: ConnectorHarness,
  { staging, trouble, meanwhile }: Failing,
  then: (failed: Failed) => Promise<void>,
): Promise<void> {
  const { calls } = await measure(harness, staging);
  const { kind } = staging(harness);
  const own = [...calls.entries()].filter(([, made]) => isDoneBy(kind, made));
  for (const [call] of sampled(harness, own)) {
    const { rig, scene } = await stage(harness, staging);
    rig.faults.arm(withDeed(trouble.plan(call), async () => meanwhile?.(rig)));
    await rig[scene.kind]();
    rig.faults.disarm();
    await then({ rig, scene, when: `after call ${call + 1} of ${calls.length} ${trouble.what}` });
  }
}

/** The plan, with something that is done once, as soon as a try fails. */
function withDeed(plan: FaultPlan, deed: () => Promise<void>): FaultPlan {
  let isDone = false;
  return {
    ...plan,
    async fail(call, index) {
      const failure = plan.fail?.(call, index);
      if (failure === undefined || isDone) return failure;
      isDone = true;
      await deed();
      return failure;
    },
  };
}
