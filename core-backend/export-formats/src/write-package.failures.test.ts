import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { inOrder, makeAsset, makeJob, smoothPng, stuckSink } from "./test-support.ts";
import type { ExportAsset } from "./types.ts";
import { writePackage } from "./write-package.ts";

const png = await smoothPng(64, 48);

describe("writePackage, when the whole export fails,", () => {
  it("stops when aborted, even in a read that never ends, and destroys the sink", async () => {
    const controller = new AbortController();
    let closed = false;
    async function* assets(): AsyncGenerator<ExportAsset> {
      try {
        yield makeAsset(png);
        yield makeAsset(png, {
          assetId: "as_2",
          read: () => {
            controller.abort(new Error("the user left"));
            return new Promise(() => {});
          },
        });
      } finally {
        closed = true;
      }
    }
    const sink = stuckSink();
    const job = {
      ...makeJob([], { platform: "shopify" as const, signal: controller.signal }),
      assets: assets(),
    };
    await expect(writePackage(job, sink)).rejects.toMatchObject({ name: "ExportError", code: "aborted" });
    expect(sink.destroyed).toBe(true);
    expect(closed).toBe(true);
  });

  it("doesn't start when it is aborted before", async () => {
    const asset = makeAsset(png, {
      read: () => {
        throw new Error("must not be read");
      },
    });
    const job = makeJob([asset], { signal: AbortSignal.abort() });
    await expect(writePackage(job, stuckSink())).rejects.toMatchObject({ code: "aborted" });
  });

  it("fails with the sink", async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) });
    await expect(writePackage(makeJob([makeAsset(png)]), full)).rejects.toMatchObject({
      code: "sink-failed",
      cause: { message: "ENOSPC" },
    });
    const closing = new Writable({ write: () => closing.destroy() });
    await expect(writePackage(makeJob([makeAsset(png)]), closing)).rejects.toMatchObject({
      code: "sink-failed",
    });
  });

  it("passes on what the list of assets throws", async () => {
    async function* broken(): AsyncGenerator<ExportAsset> {
      yield* inOrder([makeAsset(png)]);
      throw new Error("the store is gone");
    }
    const sink = stuckSink();
    await expect(writePackage({ ...makeJob([]), assets: broken() }, sink)).rejects.toThrow(
      "the store is gone",
    );
    expect(sink.destroyed).toBe(true);
  });

  it.each([
    [{ jpegQuality: 0 }, "jpegQuality"],
    [{ sizes: { large: 9000 } }, "sizes.large"],
    [{ baseUrl: "ftp://x/" }, "baseUrl"],
    [{ baseUrl: "https://x/?a=1" }, "baseUrl"],
    [{ background: "red" }, "background"],
    [{ unity: { pixelsPerUnit: Number.NaN } }, "unity.pixelsPerUnit"],
    [{ locale: "../x" }, "locale"],
  ])("refuses the options %j before it writes anything", async (options, name) => {
    const sink = stuckSink();
    const writing = writePackage(makeJob([makeAsset(png)], { options }), sink);
    await expect(writing).rejects.toMatchObject({
      code: "invalid-option",
      message: expect.stringContaining(name),
    });
    expect(sink.destroyed).toBe(false);
  });
});
