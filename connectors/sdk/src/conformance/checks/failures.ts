import assert from "node:assert/strict";
import type { Change } from "@assetql/contract";
import { ConnectorError } from "../../contract/connector-error.ts";
import type { CallMade } from "../crash.ts";
import type { ConnectorHarness } from "../harness.ts";
import { openRig, type Rig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";

const RETRY_AFTER_MS = 200;
/** Timers may fire a little early. */
const EARLY_MS = 20;

const isApply = ({ within }: CallMade): boolean => within === "apply";

async function planned(harness: ConnectorHarness, count: number): Promise<{ rig: Rig; before: number }> {
  const rig = await openRig(harness);
  rig.hub.concurrency = 1;
  for (let n = 1; n <= count; n += 1) rig.put(n);
  await rig.plan();
  return { rig, before: await harness.countRemote() };
}

const statesOf = (changes: readonly Change[]) => changes.map(({ state }) => state);

export const failures: readonly Check[] = [
  {
    name: "an unknown error is permanent after three tries, and the rest goes on",
    async run(harness) {
      const { rig } = await planned(harness, 2);
      // Whatever the first change does fails; the second one is spared.
      let tries = 0;
      rig.faults.arm({
        fail(call) {
          if (!isApply(call) || tries >= 3) return undefined;
          tries += 1;
          return new TypeError("secret-of-the-machine");
        },
      });
      const changes = await rig.apply();
      assert.deepEqual(statesOf(changes).sort(), ["applied", "failed"], "one fails, the other goes on");
      const failed = changes.find(({ state }) => state === "failed");
      assert.equal(failed?.problem?.code, "unknown", "what nobody knows is told as unknown");
      assert.equal(tries, 3, "it was tried three times");
      assert.doesNotMatch(
        failed?.problem?.detail ?? "",
        /secret-of-the-machine/,
        "people are told nothing internal",
      );
      assert.equal(rig.errors.length, 1, "the log has it once");
    },
  },
  {
    name: "what may pass is tried again, after the time that was asked for",
    async run(harness) {
      const { rig, before } = await planned(harness, 1);
      const failedAt: number[] = [];
      rig.faults.arm({
        fail(call) {
          if (!isApply(call) || failedAt.length >= 2) return undefined;
          failedAt.push(call.at);
          return new ConnectorError("rate-limited", "Too many requests", { retryAfterMs: RETRY_AFTER_MS });
        },
      });
      expect.assertStates(await rig.apply(), "applied", 1);
      const [first = 0, second = 0] = failedAt;
      const next = rig.faults.calls.find(({ at }) => at > second);
      for (const [earlier, later] of [
        [first, second],
        [second, next?.at ?? 0],
      ] as const) {
        assert.ok(later - earlier >= RETRY_AFTER_MS - EARLY_MS, "the wait that was asked for is kept");
      }
      assert.equal(await harness.countRemote(), before + 1, "one image, in spite of the tries");
    },
  },
  {
    name: "what the target as a whole refuses stops the rest",
    async run(harness) {
      const { rig, before } = await planned(harness, 3);
      let refusals = 0;
      rig.faults.arm({
        fail(call) {
          if (!isApply(call)) return undefined;
          refusals += 1;
          return new ConnectorError("credentials-refused", "The password is no longer right.");
        },
      });
      const changes = await rig.apply();
      assert.deepEqual(statesOf(changes), ["failed", "failed", "failed"]);
      for (const { problem } of changes) assert.equal(problem?.code, "credentials-refused");
      assert.equal(refusals, 1, "it is tried once");
      assert.equal(await harness.countRemote(), before, "nothing was made");
      rig.faults.disarm();
      expect.assertStates(await rig.apply(), "applied", 3);
    },
  },
  {
    name: "a target that does not answer three changes in a row is not asked for the rest",
    async run(harness) {
      const { rig } = await planned(harness, 6);
      let tries = 0;
      rig.faults.arm({
        fail(call) {
          if (!isApply(call)) return undefined;
          tries += 1;
          return new ConnectorError("timed-out", "The target has not answered in time.");
        },
      });
      const changes = await rig.apply();
      expect.assertStates(changes, "failed", 6);
      for (const { problem } of changes) assert.equal(problem?.code, "timed-out");
      assert.ok(tries <= 9, `three changes were tried three times, not ${tries} times in all`);
    },
  },
  {
    name: "the platform's own passing failures are tried again",
    async run(harness) {
      for (const kind of ["rate-limited", "unavailable"] as const) {
        if (harness.failNext === undefined) return;
        const { rig, before } = await planned(harness, 1);
        await harness.failNext(kind);
        expect.assertStates(await rig.apply(), "applied", 1);
        assert.equal(await harness.countRemote(), before + 1, "one image, in spite of the tries");
      }
    },
  },
];
