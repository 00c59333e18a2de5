import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ShopConnection } from "../../connectors/shopify/src/publish/connection.ts";
import { deskOf, type ShopChangeContext } from "../../connectors/shopify/src/publish/desk.ts";
import { makeFile } from "../../connectors/shopify/src/publish/make-file.ts";
import { addFile, type FakeShopify, startShopify } from "../support/shopify/index.ts";
import { clientFor } from "./client-for.ts";
import { patience } from "./publish-harness.ts";

let shopify: FakeShopify;
let shop: ShopConnection;

beforeEach(async () => {
  shopify = await startShopify();
  const { signal } = new AbortController();
  shop = { client: clientFor(shopify), desk: deskOf({ signal, now: Date.now }, patience), patience };
});
afterEach(() => shopify.stop());

/** Steps that an earlier try has done are not done again. */
const after = (done: Readonly<Record<string, unknown>>) =>
  ({
    step: async (key: string, run: () => Promise<unknown>) => (key in done ? done[key] : run()),
  }) as unknown as ShopChangeContext;

const wanted = { fileName: "mug.png", alt: "A mug", key: "file" };
const gone = (id: string) => ({ file: id, wasThere: false });

describe("a file whose name another had, so that all of an earlier try's were removed", () => {
  const context = after({ file: gone("900"), "file-again": gone("901") });

  it("is the one that has the name", async () => {
    const { id } = addFile(shopify.state, { fileName: "mug.png" });
    expect(await makeFile(context, shop, wanted)).toEqual({ file: id, wasThere: true });
  });

  it("is said to be deleted when there is none", async () => {
    await expect(makeFile(context, shop, wanted)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("was deleted"),
    });
  });
});

describe("a file that Shopify could not process", () => {
  it("is removed when it has never been an image, and kept when only an update of it has failed", async () => {
    const broken = addFile(shopify.state, { status: "FAILED" });
    await expect(makeFile(after({ file: gone(broken.id) }), shop, wanted)).rejects.toMatchObject({
      code: "file-refused",
    });
    const updated = addFile(shopify.state);
    updated.status = "FAILED";
    expect(await makeFile(after({ file: gone(updated.id) }), shop, wanted)).toEqual(gone(updated.id));
    expect([...shopify.state.files.values()]).toEqual([expect.objectContaining({ status: "READY" })]);
  });
});
