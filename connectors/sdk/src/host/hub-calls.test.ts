import { UnexpectedResponseError } from "@assetql/client";
import { expect, it, onTestFinished, vi } from "vitest";
import { untilAnswered } from "./hub-calls.ts";

it("gives up a call at which the hub fails for good", async () => {
  let calls = 0;
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  onTestFinished(() => clock.mockRestore());
  const call = async (): Promise<never> => {
    calls += 1;
    now += 200;
    throw new UnexpectedResponseError(500, "Something went wrong");
  };
  await expect(untilAnswered(call, undefined, 300)).rejects.toMatchObject({ reason: "broken" });
  expect(calls).toBe(2);
});
