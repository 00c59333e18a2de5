import { describe, expect, it } from "vitest";
import { StyleCache } from "./style-cache.ts";

function cacheOf(limit: number): StyleCache<{ bytes: number }> {
  return new StyleCache(limit, ({ bytes }) => bytes);
}

describe("StyleCache", () => {
  it("loads a key once for two callers at a time", async () => {
    const cache = cacheOf(100);
    let loads = 0;
    const load = async (): Promise<{ bytes: number }> => {
      loads++;
      return { bytes: 10 };
    };
    const [one, other] = await Promise.all([cache.get("a", load), cache.get("a", load)]);
    expect(one).toBe(other);
    expect(loads).toBe(1);
  });

  it("lets the least recently used go first and stays within its bytes", async () => {
    const cache = cacheOf(25);
    const loaded: string[] = [];
    const get = (key: string): Promise<{ bytes: number }> =>
      cache.get(key, async () => {
        loaded.push(key);
        return { bytes: 10 };
      });
    for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
    expect(loaded).toEqual(["a", "b", "c", "b"]);
    expect(cache.bytes).toBe(20);
  });

  it("does not keep a failure", async () => {
    const cache = cacheOf(25);
    await expect(cache.get("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(cache.get("a", async () => ({ bytes: 1 }))).resolves.toEqual({ bytes: 1 });
  });
});
