import { describe, expect, it } from "vitest";
import { createTurns } from "./in-turn.ts";

/** Work that ends when it is told to. */
function held(name: string, log: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const run = async (): Promise<string> => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end: resolve, fail: reject };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("decisions in turn", () => {
  it("wait for those of the same images only", async () => {
    const inTurn = createTurns();
    const log: string[] = [];
    const [reject, approve, other] = ["reject", "approve", "other"].map((name) => held(name, log));
    const all = [inTurn(["a", "b"], reject!.run), inTurn(["b"], approve!.run), inTurn(["c"], other!.run)];
    await settled();
    expect(log).toEqual(["reject begins", "other begins"]);
    for (const { end } of [other!, approve!, reject!]) end();
    expect(await Promise.all(all)).toEqual(["reject", "approve", "other"]);
    expect(log.slice(-2)).toEqual(["approve begins", "approve ends"]);
  });

  it("go on after one that failed", async () => {
    const inTurn = createTurns();
    const first = held("first", []);
    const failing = inTurn(["a"], first.run);
    const next = inTurn(["a"], async () => "next");
    first.fail(new Error("No connection"));
    await expect(failing).rejects.toThrow("No connection");
    expect(await next).toBe("next");
  });

  it("about everything wait for all, and all wait for them", async () => {
    const inTurn = createTurns();
    const log: string[] = [];
    const [one, every, later] = ["one", "every", "later"].map((name) => held(name, log));
    const all = [inTurn(["a"], one!.run), inTurn("all", every!.run), inTurn(["z"], later!.run)];
    await settled();
    expect(log).toEqual(["one begins"]);
    one!.end();
    await settled();
    expect(log).toEqual(["one begins", "one ends", "every begins"]);
    for (const { end } of [every!, later!]) end();
    await Promise.all(all);
    expect(log.slice(-2)).toEqual(["later begins", "later ends"]);
  });
});
