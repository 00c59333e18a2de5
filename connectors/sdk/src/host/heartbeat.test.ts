import { workIdSchema } from "@assetql/contract";
import { expect, it } from "vitest";
import { createFaults } from "../conformance/crash.ts";
import { MemoryHub } from "../conformance/memory-hub.ts";
import { keepLease } from "./heartbeat.ts";
import type { HubLink } from "./hub-link.ts";
import type { WorkStopped } from "./stopped.ts";

const LEASE_SECONDS = 1;
const work = { id: workIdSchema.parse("wrk_heartbeat-1"), leaseSeconds: LEASE_SECONDS };

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

/** How a lease ended, and after how many milliseconds. */
async function ended(heartbeat: HubLink["heartbeat"]) {
  const began = Date.now();
  const stops: WorkStopped["reason"][] = [];
  const over = new AbortController();
  await keepLease({
    hub: hubWith(heartbeat),
    hostId: "host-1",
    work,
    over: over.signal,
    now: Date.now,
    onStop: ({ reason }) => stops.push(reason),
  });
  return { stops, after: Date.now() - began };
}

const never = (signal: AbortSignal | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

it("stops the work before its lease is over, when a heartbeat hangs", async () => {
  const { stops, after } = await ended((_id, _body, options) => never(options?.signal));
  expect(stops).toEqual(["lost"]);
  expect(after).toBeLessThan(LEASE_SECONDS * 1_000);
});

it("stops the work in time although a hub does not let go of a heartbeat", async () => {
  const lost = Promise.withResolvers<number>();
  const began = Date.now();
  void keepLease({
    hub: hubWith(() => new Promise(() => undefined)),
    hostId: "host-1",
    work,
    over: new AbortController().signal,
    now: Date.now,
    onStop: () => lost.resolve(Date.now() - began),
  });
  expect(await lost.promise).toBeLessThan(LEASE_SECONDS * 1_000);
});

it("counts a lease from when it was asked for, not from the answer", async () => {
  let calls = 0;
  const { stops, after } = await ended(async (_id, _body, options) => {
    calls += 1;
    if (calls > 1) return never(options?.signal);
    // Late by most of the lease, which is nearly over by then.
    await new Promise((resolve) => setTimeout(resolve, 150));
    return { control: "continue", busy: [] };
  });
  expect(stops).toEqual(["lost"]);
  expect(after).toBeLessThan(LEASE_SECONDS * 1_000);
});
