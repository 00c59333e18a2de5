import { workIdSchema } from "@assetql/contract";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createFaults } from "../conformance/crash.ts";
import { MemoryHub } from "../conformance/memory-hub.ts";
import { keepLease } from "./heartbeat.ts";
import type { HubLink } from "./hub-link.ts";
import type { WorkStopped } from "./stopped.ts";

const LEASE_SECONDS = 60;
const LEASE_MS = LEASE_SECONDS * 1_000;
const work = { id: workIdSchema.parse("wrk_heartbeat-1"), leaseSeconds: LEASE_SECONDS };

// The time of the lease, which passes only when told; what a heartbeat may take goes by the real one.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** A hub with another heartbeat. */
function hubWith(heartbeat: HubLink["heartbeat"]): HubLink {
  const hub = new MemoryHub({
    connector: "any",
    config: {},
    mapping: { rows: {}, publish: {} },
    faults: createFaults(),
    image: () => Promise.reject(new Error("There are no images")),
  });
  return Object.assign(hub, { heartbeat });
}

/** Keeps a lease with these heartbeats until just before the hub gives the work to others; why it was stopped by then. */
async function keepForALease(heartbeat: HubLink["heartbeat"]) {
  const stops: WorkStopped["reason"][] = [];
  const kept = keepLease({
    hub: hubWith(heartbeat),
    hostId: "host-1",
    work,
    over: new AbortController().signal,
    now: Date.now,
    onStop: ({ reason }) => stops.push(reason),
  });
  await vi.advanceTimersByTimeAsync(LEASE_MS - 1);
  return { stops, kept };
}

const never = (signal: AbortSignal | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

it("stops the work before its lease is over, when a heartbeat hangs", async () => {
  const { stops, kept } = await keepForALease((_id, _body, options) => never(options?.signal));
  await kept;
  expect(stops).toEqual(["lost"]);
});

it("stops the work in time although a hub does not let go of a heartbeat", async () => {
  const { stops } = await keepForALease(() => new Promise(() => undefined));
  expect(stops).toEqual(["lost"]);
});

it("counts a lease from when it was asked for, not from the answer", async () => {
  let calls = 0;
  const { stops, kept } = await keepForALease(async (_id, _body, options) => {
    calls += 1;
    if (calls > 1) return never(options?.signal);
    // Late by most of the lease, which is nearly over by then.
    await new Promise((resolve) => setTimeout(resolve, 0.8 * LEASE_MS));
    return { control: "continue", busy: [] };
  });
  await kept;
  expect(calls).toBe(2);
  expect(stops).toEqual(["lost"]);
});
