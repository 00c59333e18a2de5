import { setImmediate } from "node:timers/promises";
import { ConnectorError } from "@assetql/connector-sdk";
import { describe, expect, it } from "vitest";
import { gatherer, type Outcome, sendWithoutRefused } from "./gather.ts";

/** Calls that are answered when the test says so. */
function heldCalls() {
  const calls: { readonly inputs: readonly number[]; answer(): void; fail(error: unknown): void }[] = [];
  const send = (inputs: readonly number[]): Promise<readonly Outcome<string>[]> => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Outcome<string>[]>();
    const answer = () => resolve(inputs.map((input) => ({ value: `made ${input}` })));
    calls.push({ inputs, answer, fail: reject });
    return promise;
  };
  return { calls, send };
}

describe("what several ask for", () => {
  it("in one turn goes with one call, and what comes while it is under way with the next", async () => {
    const { calls, send } = heldCalls();
    const ask = gatherer({ most: 10, send });
    const early = [1, 2, 3].map(ask);
    await setImmediate();
    const late = [4, 5].map(ask);
    await setImmediate();
    expect(calls.map(({ inputs }) => inputs)).toEqual([[1, 2, 3]]);
    calls[0]?.answer();
    expect(await Promise.all(early)).toEqual([1, 2, 3].map((input) => ({ value: `made ${input}` })));
    expect(calls.map(({ inputs }) => inputs).slice(1)).toEqual([[4, 5]]);
    calls[1]?.answer();
    expect(await Promise.all(late)).toEqual([4, 5].map((input) => ({ value: `made ${input}` })));
  });

  it("is sent in portions of what a call takes", async () => {
    const { calls, send } = heldCalls();
    const asked = [1, 2, 3, 4, 5].map(gatherer({ most: 2, send }));
    for (const number of [0, 1, 2]) {
      await expect.poll(() => calls.length).toBe(number + 1);
      calls[number]?.answer();
    }
    await Promise.all(asked);
    expect(calls.map(({ inputs }) => inputs)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it("about the same thing goes in calls one after the other, and the others go with the first", async () => {
    const { calls, send } = heldCalls();
    const asked = [1, 11, 2, 21, 3].map(gatherer({ most: 3, about: (input) => input % 10, send }));
    for (const number of [0, 1, 2]) {
      await expect.poll(() => calls.length).toBe(number + 1);
      calls[number]?.answer();
    }
    await Promise.all(asked);
    expect(calls.map(({ inputs }) => inputs)).toEqual([[1, 2, 3], [11], [21]]);
  });

  it("fails for each with an error of its own, and the next call is made all the same", async () => {
    const { calls, send } = heldCalls();
    const ask = gatherer({ most: 10, send });
    const asked = Promise.allSettled([1, 2].map(ask));
    await setImmediate();
    calls[0]?.fail(new ConnectorError("unavailable", "Shopify is away"));
    const reasons = (await asked).map((one) => (one.status === "rejected" ? one.reason : undefined));
    expect(reasons).toEqual([1, 2].map(() => expect.objectContaining({ code: "unavailable" })));
    expect(reasons[0]).not.toBe(reasons[1]);
    const next = ask(3);
    await setImmediate();
    calls[1]?.answer();
    expect(await next).toEqual({ value: "made 3" });
  });
});

describe("a call of which some inputs are refused", () => {
  const sent: (readonly number[])[] = [];
  const shop = (path: (index: number) => string[] | null) => async (inputs: readonly number[]) => {
    sent.push(inputs);
    const userErrors = inputs.flatMap((input, index) =>
      input < 0 ? [{ code: "INVALID", message: `${input} is refused`, field: path(index) }] : [],
    );
    return { values: userErrors.length > 0 ? [] : inputs.map(String), userErrors };
  };
  const told = (outcomes: readonly Outcome<string>[]) =>
    outcomes.map((one) => ("refused" in one ? one.refused.message : one.value));

  it("is made again without those that the errors name", async () => {
    sent.length = 0;
    const outcomes = await sendWithoutRefused(
      [1, -2, 3, -4],
      shop((index) => ["files", String(index)]),
    );
    expect(told(outcomes)).toEqual(["1", "-2 is refused", "3", "-4 is refused"]);
    expect(sent).toEqual([
      [1, -2, 3, -4],
      [1, 3],
    ]);
  });

  it("finds them by halves where the errors name nobody", async () => {
    const outcomes = await sendWithoutRefused(
      [1, 2, -3, 4, 5],
      shop(() => null),
    );
    expect(told(outcomes)).toEqual(["1", "2", "-3 is refused", "4", "5"]);
  });
});
