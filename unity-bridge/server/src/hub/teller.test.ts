import { describe, expect, it } from "vitest";
import { createTeller } from "./teller.ts";

describe("a teller", () => {
  it("tells once more what is rung for while it tells, however often, and goes on after a failure", async () => {
    const ending = new AbortController();
    const errors: unknown[] = [];
    const teller = createTeller(ending.signal, (error) => errors.push(error));
    const second = Promise.withResolvers<void>();
    let times = 0;
    const tell = async (): Promise<void> => {
      times += 1;
      if (times === 1) {
        for (let ring = 0; ring < 10; ring += 1) teller.ring("batch", tell);
        throw new Error("the hub is away");
      }
      second.resolve();
    };
    teller.ring("batch", tell);
    await second.promise;
    expect(errors).toEqual([new Error("the hub is away")]);
    const other = Promise.withResolvers<void>();
    teller.ring("another", async () => other.resolve());
    await other.promise;
    expect(times).toBe(2);
    ending.abort();
  });
});
