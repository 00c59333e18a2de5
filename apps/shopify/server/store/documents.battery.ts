import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { change, type Documents } from "./documents.ts";
import { createInTurnEverywhere } from "./lease.ts";

export interface DocumentsUnderTest {
  readonly documents: Documents;
  close(): Promise<void>;
}

const SHOP = "one.myshopify.com";
const OTHER = "two.myshopify.com";

/** What every store of documents must hold. */
export function documentsBattery(name: string, open: () => Promise<DocumentsUnderTest>): void {
  describe(`documents on ${name}`, () => {
    let opened: DocumentsUnderTest;
    let documents: Documents;
    beforeAll(async () => {
      opened = await open();
      documents = opened.documents;
    });
    beforeEach(async () => {
      await documents.erase(SHOP);
      await documents.erase(OTHER);
    });
    afterAll(() => opened.close());

    it("gives back what was put, with a version that counts up", async () => {
      const value = { text: "Grüße 🫖", list: [1, 2.5, null, true], nested: { empty: "" } };
      expect(await documents.get({ shop: SHOP, key: "a/1" })).toBeUndefined();
      expect(await documents.put({ shop: SHOP, key: "a/1", value })).toBe(1);
      expect(await documents.get({ shop: SHOP, key: "a/1" })).toEqual({ key: "a/1", value, version: 1 });
      expect(await documents.put({ shop: SHOP, key: "a/1", value: "anew" })).toBe(2);
      expect(await documents.get({ shop: SHOP, key: "a/1" })).toEqual({
        key: "a/1",
        value: "anew",
        version: 2,
      });
    });

    it("puts only where the version is the one expected", async () => {
      const place = { shop: SHOP, key: "a" };
      expect(await documents.put({ ...place, value: 1, ifVersion: 3 })).toBeUndefined();
      expect(await documents.get(place)).toBeUndefined();
      expect(await documents.put({ ...place, value: 1, ifVersion: 0 })).toBe(1);
      expect(await documents.put({ ...place, value: 2, ifVersion: 0 })).toBeUndefined();
      expect(await documents.put({ ...place, value: 2, ifVersion: 2 })).toBeUndefined();
      expect(await documents.put({ ...place, value: 2, ifVersion: 1 })).toBe(2);
      expect((await documents.get(place))?.value).toBe(2);
    });

    it("lets one of many who put at once be the first", async () => {
      const place = { shop: SHOP, key: "race" };
      const versions = await Promise.all(
        Array.from({ length: 10 }, (_, value) => documents.put({ ...place, value, ifVersion: 0 })),
      );
      expect(versions.filter((version) => version !== undefined)).toEqual([1]);
      expect((await documents.get(place))?.value).toBe(versions.indexOf(1));
    });

    it("loses no change when many change the same", async () => {
      const place = { shop: SHOP, key: "count", schema: z.number() };
      await Promise.all(Array.from({ length: 8 }, () => change(documents, place, (now = 0) => now + 1)));
      expect((await documents.get(place))?.value).toBe(8);
    });

    it("lets processes have their turn one after another", async () => {
      let running = 0;
      let most = 0;
      const turns = Array.from({ length: 3 }, () => {
        const inTurn = createInTurnEverywhere({ documents, now: Date.now }, "turn");
        return inTurn(SHOP, async () => {
          running += 1;
          most = Math.max(most, running);
          await documents.put({ shop: SHOP, key: "meanwhile", value: most });
          running -= 1;
        });
      });
      await Promise.all(turns);
      expect(most).toBe(1);
      expect((await documents.get({ shop: SHOP, key: "meanwhile" }))?.version).toBe(3);
    });

    it("deletes what is there, and only the version expected", async () => {
      const place = { shop: SHOP, key: "a" };
      expect(await documents.delete(place)).toBe(true);
      await documents.put({ ...place, value: 1 });
      await documents.put({ ...place, value: 2 });
      expect(await documents.delete({ ...place, ifVersion: 1 })).toBe(false);
      expect((await documents.get(place))?.value).toBe(2);
      expect(await documents.delete({ ...place, ifVersion: 2 })).toBe(true);
      expect(await documents.get(place)).toBeUndefined();
      expect(await documents.delete({ ...place, ifVersion: 2 })).toBe(true);
      // It begins anew.
      expect(await documents.put({ ...place, value: 3, ifVersion: 0 })).toBe(1);
    });

    it("lists what begins alike, in the order of the keys, of one shop alone", async () => {
      for (const key of ["b/2", "b/10", "a/1", "b%", "b_1", "B/1", "b"]) {
        await documents.put({ shop: SHOP, key, value: key });
      }
      await documents.put({ shop: OTHER, key: "b/9", value: "other" });
      const keys = async (prefix: string): Promise<string[]> =>
        (await documents.list(SHOP, prefix)).map(({ key }) => key);
      expect(await keys("b/")).toEqual(["b/10", "b/2"]);
      expect(await keys("b%")).toEqual(["b%"]);
      expect(await keys("b_")).toEqual(["b_1"]);
      expect(await keys("")).toEqual(["B/1", "a/1", "b", "b%", "b/10", "b/2", "b_1"]);
      expect(await keys("c")).toEqual([]);
    });

    it("holds 300 KB in one document, and lists more than fits into one answer", async () => {
      const value = "x".repeat(300_000);
      for (let index = 0; index < 5; index += 1) {
        await documents.put({ shop: SHOP, key: `large/${index}`, value });
      }
      const found = await documents.list(SHOP, "large/");
      expect(found.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4].map((index) => `large/${index}`));
      expect(found.every((document) => document.value === value)).toBe(true);
    });

    it("erases a shop whole, and no other", async () => {
      await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          documents.put({ shop: SHOP, key: `many/${index}`, value: index }),
        ),
      );
      await documents.put({ shop: OTHER, key: "many/1", value: "stays" });
      await documents.erase(SHOP);
      expect(await documents.list(SHOP, "")).toEqual([]);
      expect((await documents.get({ shop: OTHER, key: "many/1" }))?.value).toBe("stays");
    });
  });
}
