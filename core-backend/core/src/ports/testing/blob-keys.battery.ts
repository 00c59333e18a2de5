import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlobStore, InvalidBlobKeyError } from "../blob-store.ts";
import { InvalidCursorError } from "../record-store.ts";
import { keysIn, newFolder, readText, text } from "./blob-store-harness.ts";

export function describeListing(blobs: () => BlobStore): void {
  describe("listing", () => {
    it("gives keys with a prefix in byte order, over folders", async () => {
      const folder = newFolder();
      const names = ["a/b/c", "a-b", "a0", "a/b.txt", "b", "A", "a.b/x", "ab", "a/b/d"];
      for (const name of names) await blobs().put(`${folder}/${name}`, text(name));
      const sorted = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(await keysIn(blobs(), folder)).toEqual(sorted);
      for (const prefix of ["a", "a/", "a/b", "a/b/", "a-", "none", "a/b/c/d", "", "..", "/", "a//"]) {
        const { items } = await blobs().list(`${folder}/${prefix}`);
        const expected = sorted.filter((name) => name.startsWith(prefix)).map((name) => `${folder}/${name}`);
        expect(
          items.map(({ key }) => key),
          prefix,
        ).toEqual(expected);
      }
      const [first] = (await blobs().list(`${folder}/a-b`)).items;
      expect(first).toEqual(await blobs().head(`${folder}/a-b`));
    });

    it("gives 1,000 keys a page, and goes on after them whatever was deleted", async () => {
      const folder = newFolder();
      const names = Array.from(
        { length: 1_003 },
        (_, at) => `${at % 2 ? "x/" : "y/"}${String(at).padStart(4, "0")}`,
      );
      for (let at = 0; at < names.length; at += 50) {
        await Promise.all(
          names.slice(at, at + 50).map((name) => blobs().put(`${folder}/${name}`, text("x"))),
        );
      }
      const sorted = names.map((name) => `${folder}/${name}`).sort();
      const first = await blobs().list(`${folder}/`);
      expect(first.items.map(({ key }) => key)).toEqual(sorted.slice(0, 1_000));
      await blobs().delete(sorted.slice(998, 1_001));
      const second = await blobs().list(`${folder}/`, first.cursor);
      expect(second.items.map(({ key }) => key)).toEqual(sorted.slice(1_001));
      expect(second.cursor).toBeUndefined();
      await expect(blobs().list(`${newFolder()}/`, first.cursor)).rejects.toThrow(InvalidCursorError);
      await expect(blobs().list(`${folder}/`, "%%%")).rejects.toThrow(InvalidCursorError);
    });
  });
}

const refusedKeys = [
  "",
  "/",
  "a/",
  "/a",
  "a//b",
  ".",
  "..",
  "a/../b",
  "../a",
  "a/.hidden",
  "a..b",
  "-a",
  "_a",
  "a b",
];

const attack = fc
  .array(fc.constantFrom("..", ".", "/", "\\", "%2e", "%2F", "\0", "a", "C:", " ", "~", "é", "\n"), {
    minLength: 1,
  })
  .map((parts) => parts.join(""));

/** The rule of the port, put another way than the port puts it. */
function isKey(key: string): boolean {
  const segments = key.split("/");
  const isSegment = (one: string) =>
    one.length >= 1 && one.length <= 200 && /^[A-Za-z0-9]/.test(one) && !/[^A-Za-z0-9._-]|\.\./.test(one);
  return key.length <= 512 && segments.every(isSegment);
}

export function describeKeys(blobs: () => BlobStore): void {
  describe("keys", () => {
    const refuse = async (key: string) => {
      await expect(blobs().put(key, text("x")), JSON.stringify(key)).rejects.toThrow(InvalidBlobKeyError);
      await expect(blobs().read(key)).rejects.toThrow(InvalidBlobKeyError);
      await expect(blobs().head(key)).rejects.toThrow(InvalidBlobKeyError);
      await expect(blobs().stream(key)).rejects.toThrow(InvalidBlobKeyError);
      await expect(blobs().delete([key])).rejects.toThrow(InvalidBlobKeyError);
      await expect(blobs().signedReadUrl(key, { expiresInSeconds: 60 })).rejects.toThrow(InvalidBlobKeyError);
      const upload = blobs().signedUploadUrl(key, { expiresInSeconds: 60, maxBytes: 1 });
      await expect(upload).rejects.toThrow(InvalidBlobKeyError);
    };

    it("refuses what is not on the allow-list, in every method", async () => {
      for (const key of [...refusedKeys, "a".repeat(201), Array(257).fill("a").join("/")]) await refuse(key);
    });

    it("refuses random keys beside the rule and takes those within", async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(attack, fc.string()), async (key) => {
          if (!isKey(key)) await refuse(key);
          else expect(await blobs().head(`${newFolder()}/${key}`)).toBeUndefined();
        }),
      );
    });

    it("takes the longest keys", async () => {
      const folder = newFolder();
      const segment = "a".repeat(200);
      const start = `${folder}/${segment}/${segment}/`;
      const key = start.padEnd(512, "b");
      await blobs().put(key, text("deep"));
      expect(await readText(blobs(), key)).toBe("deep");
    });
  });
}
