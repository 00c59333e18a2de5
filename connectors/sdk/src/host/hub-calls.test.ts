import { UnexpectedResponseError } from "@assetql/client";
import { expect, it } from "vitest";
import { untilAnswered } from "./hub-calls.ts";

it("gives up a call at which the hub fails for good", async () => {
  let calls = 0;
  const call = async (): Promise<never> => {
    calls += 1;
    throw new UnexpectedResponseError(500, "Something went wrong");
  };
  await expect(untilAnswered(call, undefined, 300)).rejects.toMatchObject({ reason: "broken" });
  expect(calls).toBeGreaterThan(1);
});
