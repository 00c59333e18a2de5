import { describe, expect, it } from "vitest";
import { addCollection, addFile, addProduct } from "../support/shopify/index.ts";
import {
  call,
  jobDone,
  jpeg,
  media,
  post,
  product,
  REORDER,
  shopify,
  stage,
  start,
  UPDATE,
  VARIANTS,
  variant,
} from "./fake-calls.ts";

describe("products and collections", () => {
  it("have their media moved by a job, one move after the other", async () => {
    await start();
    const mug = addProduct(shopify.state, { id: "1", media: [{}, {}, {}, {}] });
    const [a, b, c, d] = mug.media;
    const moves = [
      { id: media(d), newPosition: "0" },
      { id: media(a), newPosition: "99" },
      { id: media("77"), newPosition: "0" },
      { id: media(c), newPosition: "1" },
    ];
    const { data } = await call(REORDER, { id: product("1"), moves });
    const { job, mediaUserErrors } = data.productReorderMedia;
    expect({ done: job.done, mediaUserErrors }).toEqual({ done: false, mediaUserErrors: [] });
    await jobDone(job.id);
    expect(mug.media).toEqual([d, c, b, a]);
    const missing = await call(REORDER, { id: product("9"), moves });
    expect(missing.data.productReorderMedia.mediaUserErrors).toEqual([{ code: "PRODUCT_DOES_NOT_EXIST" }]);
  });

  it.each([
    ["replaced", 1],
    ["kept", 0],
  ] as const)("give variants media of the product; what was there is %s", async (variantMedia, place) => {
    await start({ variantMedia });
    const mug = addProduct(shopify.state, { id: "1", media: [{}, {}], variants: [{ media: 0 }, {}] });
    const other = addFile(shopify.state);
    const [first, second] = mug.variants.map(({ id }) => variant(id));
    const set = async (id: string | undefined, mediaId: string | undefined) =>
      (await call(VARIANTS, { id: product("1"), variants: [{ id, mediaId: media(mediaId) }] })).data
        .productVariantsBulkUpdate;
    expect((await set(first, other.id)).userErrors).toEqual([
      { code: "MUST_BE_FOR_THIS_PRODUCT", field: ["variants", "0", "mediaId"] },
    ]);
    expect((await set(variant("99"), mug.media[0])).userErrors[0].code).toBe(
      "PRODUCT_VARIANT_DOES_NOT_EXIST",
    );
    expect((await set(second, mug.media[1])).productVariants[0].media.nodes).toEqual([
      { id: media(mug.media[1]) },
    ]);
    expect((await set(first, mug.media[1])).productVariants[0].media.nodes).toEqual([
      { id: media(mug.media[place]) },
    ]);
  });

  it("attach and detach media of variants in pairs", async () => {
    await start();
    const mug = addProduct(shopify.state, {
      id: "1",
      media: [{}, { status: "PROCESSING" }],
      variants: [{ media: 0 }, {}],
    });
    const pairs = async (kind: "Append" | "Detach", wanted: readonly (readonly [number, number])[]) => {
      const query = `mutation P($id: ID!, $pairs: [ProductVariant${kind}MediaInput!]!) {
        productVariant${kind}Media(productId: $id, variantMedia: $pairs) { productVariants { id } userErrors { code } } }`;
      const variables = {
        id: product("1"),
        pairs: wanted.map(([one, of]) => ({
          variantId: variant(mug.variants[one]?.id),
          mediaIds: [media(mug.media[of])],
        })),
      };
      const { data } = await call(query, variables);
      return data[`productVariant${kind}Media`].userErrors.map(({ code }: { code: string }) => code);
    };
    expect(await pairs("Append", [[0, 0]])).toEqual(["PRODUCT_VARIANT_ALREADY_HAS_MEDIA"]);
    expect(await pairs("Append", [[1, 1]])).toEqual(["NON_READY_MEDIA"]);
    expect(await pairs("Detach", [[1, 0]])).toEqual(["MEDIA_IS_NOT_ATTACHED_TO_VARIANT"]);
    expect(await pairs("Append", Array(101).fill([1, 0]))).toEqual(["MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED"]);
    expect(await pairs("Detach", [[0, 0]])).toEqual([]);
    expect(await pairs("Append", [[1, 0]])).toEqual([]);
    expect(mug.variants.map(({ mediaId }) => mediaId)).toEqual([null, mug.media[0]]);
  });

  it("copy a collection's image, and a snapshot compares it by what it shows", async () => {
    await start();
    const mugs = addCollection(shopify.state, { id: "1", image: { altText: "Old" } });
    const before = shopify.snapshot();
    const oldUrl = mugs.image?.url;
    const target = await stage({ resource: "COLLECTION_IMAGE" });
    expect((await post(target, await jpeg())).status).toBe(201);
    const SET = `mutation S($collection: CollectionUpdateInput!) { collectionUpdate(collection: $collection) {
      collection { image { url altText width } } userErrors { message } } }`;
    const set = async (image: unknown) =>
      (await call(SET, { collection: { id: "gid://shopify/Collection/1", image } })).data.collectionUpdate;
    const old = await (await shopify.door.fetch(oldUrl ?? "")).arrayBuffer();
    expect((await set({ src: target.resourceUrl, altText: "New" })).collection.image).toMatchObject({
      altText: "New",
      width: 12,
    });
    expect(shopify.snapshot()).not.toEqual(before);
    const kept = await stage({ resource: "COLLECTION_IMAGE", filename: "old.png", mimeType: "image/png" });
    await post(kept, new Uint8Array(old));
    expect((await set({ src: kept.resourceUrl, altText: "Old" })).userErrors).toEqual([]);
    expect(mugs.image?.url).not.toBe(oldUrl);
    expect(shopify.snapshot()).toEqual(before);
    expect((await set(null)).collection.image).toBeNull();
  });

  it("are the same in a snapshot when all was taken back, and differ by what was not", async () => {
    await start();
    const mug = addProduct(shopify.state, {
      id: "1",
      media: [{ alt: "a" }, { alt: "b" }],
      variants: [{ media: 0 }],
    });
    const before = shopify.snapshot();
    const [first] = mug.media;
    const file = { id: media(first), referencesToRemove: [product("1")], alt: "changed" };
    await call(UPDATE, { files: [file] });
    expect(shopify.snapshot()).not.toEqual(before);
    await call(UPDATE, { files: [{ id: media(first), referencesToAdd: [product("1")], alt: "a" }] });
    const { data } = await call(REORDER, {
      id: product("1"),
      moves: [{ id: media(first), newPosition: "0" }],
    });
    await jobDone(data.productReorderMedia.job.id);
    expect(shopify.snapshot()).not.toEqual(before);
    await call(VARIANTS, {
      id: product("1"),
      variants: [{ id: variant(mug.variants[0]?.id), mediaId: media(first) }],
    });
    expect(shopify.snapshot()).toEqual(before);
  });
});
