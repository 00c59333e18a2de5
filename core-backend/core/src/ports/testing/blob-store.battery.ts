import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BlobExistsError, type BlobStore, BlobTooLargeError, type ByteRange } from "../blob-store.ts";
import { describeKeys, describeListing } from "./blob-keys.battery.ts";
import { type BlobStoreHarness, keysIn, newFolder, readText, text } from "./blob-store-harness.ts";
import { describeSignedUrls } from "./signed-urls.battery.ts";

/** What {@link BlobStore} promises, for any adapter. `open` gives a store in which the battery's keys are new. */
export function blobStoreBattery(title: string, open: () => Promise<BlobStoreHarness>): void {
  describe(`${title} as a blob store`, () => {
    let harness: BlobStoreHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());
    describeWriting(() => harness.blobs);
    describeReading(() => harness.blobs);
    describeListing(() => harness.blobs);
    describeKeys(() => harness.blobs);
    describeSignedUrls(() => harness);
  });
}

async function* chunks(...all: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const one of all) yield text(one);
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

function describeWriting(blobs: () => BlobStore): void {
  describe("writing", () => {
    it("keeps bytes and streams as they are", async () => {
      const folder = newFolder();
      const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
      const info = await blobs().put(`${folder}/bytes.png`, bytes);
      expect(info).toEqual({ key: `${folder}/bytes.png`, bytes: 70_000, modifiedAt: expect.any(Number) });
      expect(Math.abs(info.modifiedAt - Date.now())).toBeLessThan(600_000);
      expect(Buffer.compare((await blobs().read(info.key)) ?? new Uint8Array(), bytes)).toBe(0);
      await blobs().put(`${folder}/stream.txt`, chunks("one ", "two ", "", "three"), {
        contentType: "text/plain",
      });
      expect(await readText(blobs(), `${folder}/stream.txt`)).toBe("one two three");
      await blobs().put(`${folder}/empty`, new Uint8Array());
      expect(await readText(blobs(), `${folder}/empty`)).toBe("");
      expect((await blobs().head(`${folder}/empty`))?.bytes).toBe(0);
    });

    it("overwrites only when asked to", async () => {
      const key = `${newFolder()}/a.txt`;
      await blobs().put(key, text("first"));
      await expect(blobs().put(key, text("second"))).rejects.toThrow(BlobExistsError);
      expect(await readText(blobs(), key)).toBe("first");
      await blobs().put(key, text("third"), { overwrite: true });
      expect(await readText(blobs(), key)).toBe("third");
    });

    it("lets exactly one of many writers of a key win, whole", async () => {
      const key = `${newFolder()}/race.txt`;
      const bodies = Array.from({ length: 8 }, (_, writer) => `${writer}`.repeat(5_000));
      const results = await Promise.allSettled(
        bodies.map((body) => blobs().put(key, chunks(body.slice(0, 2_500), body.slice(2_500)))),
      );
      const winners = results.flatMap(({ status }, writer) => (status === "fulfilled" ? [writer] : []));
      expect(winners).toHaveLength(1);
      expect(await readText(blobs(), key)).toBe(bodies[winners[0] ?? -1]);
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(BlobExistsError);
      }
    });

    it("shows nothing of a blob before it is whole", async () => {
      const folder = newFolder();
      const key = `${folder}/slow.txt`;
      const halfway = Promise.withResolvers<void>();
      const seen = Promise.withResolvers<void>();
      const writing = blobs().put(
        key,
        (async function* () {
          yield text("first half, ");
          halfway.resolve();
          await seen.promise;
          yield text("second half");
        })(),
      );
      await halfway.promise;
      expect(await blobs().read(key)).toBeUndefined();
      expect(await blobs().head(key)).toBeUndefined();
      expect(await keysIn(blobs(), folder)).toEqual([]);
      seen.resolve();
      await writing;
      expect(await readText(blobs(), key)).toBe("first half, second half");
    });

    it("leaves what was there, or nothing, when a body fails", async () => {
      const folder = newFolder();
      const failing = async function* () {
        yield text("half");
        throw new Error("the sender is gone");
      };
      await expect(blobs().put(`${folder}/new`, failing())).rejects.toThrow("the sender is gone");
      await blobs().put(`${folder}/old`, text("old"));
      await expect(blobs().put(`${folder}/old`, failing(), { overwrite: true })).rejects.toThrow(
        "the sender",
      );
      expect(await keysIn(blobs(), folder)).toEqual(["old"]);
      expect(await readText(blobs(), `${folder}/old`)).toBe("old");
    });

    it("refuses a body longer than maxBytes and leaves nothing of it", async () => {
      const folder = newFolder();
      const options = { maxBytes: 10 };
      await blobs().put(`${folder}/fits`, chunks("12345", "67890"), options);
      for (const body of [text("12345678901"), chunks("12345", "67890", "1")]) {
        await expect(blobs().put(`${folder}/over`, body, options)).rejects.toThrow(BlobTooLargeError);
      }
      expect(await keysIn(blobs(), folder)).toEqual(["fits"]);
    });

    it("deletes, and finds nothing wrong with deleting what is not there", async () => {
      const folder = newFolder();
      await blobs().put(`${folder}/a`, text("a"));
      await blobs().put(`${folder}/b`, text("b"));
      await blobs().delete([`${folder}/a`, `${folder}/none`]);
      expect(await keysIn(blobs(), folder)).toEqual(["b"]);
      await blobs().put(`${folder}/a`, text("again"));
      expect(await readText(blobs(), `${folder}/a`)).toBe("again");
    });
  });
}

function describeReading(blobs: () => BlobStore): void {
  describe("reading", () => {
    it("gives undefined for what is not there", async () => {
      const key = `${newFolder()}/none`;
      expect(await blobs().read(key)).toBeUndefined();
      expect(await blobs().head(key)).toBeUndefined();
      expect(await blobs().stream(key)).toBeUndefined();
    });

    it("streams the whole and any range of it", async () => {
      const key = `${newFolder()}/digits`;
      await blobs().put(key, text("0123456789"));
      const ranges: [ByteRange | undefined, string][] = [
        [undefined, "0123456789"],
        [{ start: 0, end: 0 }, "0"],
        [{ start: 3, end: 6 }, "3456"],
        [{ start: 9, end: 9 }, "9"],
        [{ start: 7, end: 1_000 }, "789"],
      ];
      for (const [range, expected] of ranges) {
        const stream = await blobs().stream(key, range);
        expect(stream).toMatchObject({ bytes: expected.length, totalBytes: 10 });
        expect(stream && (await collect(stream.body))).toBe(expected);
      }
      await expect(blobs().stream(key, { start: 10, end: 12 })).rejects.toThrow(RangeError);
    });
  });
}
