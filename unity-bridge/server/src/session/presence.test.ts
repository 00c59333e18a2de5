import { describe, expect, it } from "vitest";
import { Presence } from "./presence.ts";

const never = new AbortController().signal;

describe("presence", () => {
  it("tells when an editor comes, at once if it is there", async () => {
    const presence = new Presence();
    const coming = presence.untilThere(never);
    presence.isThere = true;
    await coming;
    await presence.untilThere(never);
  });

  it("takes one for away that stays away, not one that comes back", async () => {
    const presence = new Presence();
    presence.isThere = true;
    const told: string[] = [];
    const going = presence.untilAway(300, never).then(() => told.push("away"));
    presence.isThere = false;
    presence.isThere = true;
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
    presence.isThere = false;
    await going;
    expect(told).toEqual(["away"]);
  });

  it("waits no longer than it is wanted", async () => {
    const presence = new Presence();
    const ending = new AbortController();
    const waiting = [presence.untilThere(ending.signal), presence.untilAway(60_000, ending.signal)];
    ending.abort(new Error("the end"));
    for (const one of waiting) await expect(one).rejects.toThrow("the end");
  });
});
