import { afterEach, describe, expect, it } from "vitest";
import { addCollection, addProduct, type ShopProduct } from "../support/shopify/index.ts";
import { type PublishingShop, publishingShop } from "./publishing-shop.ts";

let shop: PublishingShop;
let mug: ShopProduct;

afterEach(() => shop.stop());

async function open(
  settings: Readonly<Record<string, string>>,
  options: Parameters<typeof publishingShop>[0] = {},
): Promise<void> {
  shop = await publishingShop(options);
  shop.configure(settings);
  mug = addProduct(shop.shopify.state, {
    id: "1",
    title: "Mug",
    media: [{ id: "101", alt: "From the side" }, { id: "102" }],
    options: [
      { name: "Color", values: ["Red", "Blue"] },
      { name: "Size", values: ["S", "M"] },
    ],
    variants: [
      { id: "11", options: ["Red", "S"], media: 0 },
      { id: "12", options: ["Red", "M"], media: 1 },
      { id: "13", options: ["Blue", "S"], media: 0 },
      { id: "14", options: ["Blue", "M"] },
    ],
  });
}

/** The answer to one call is lost, and Shopify is down from then on, longer than anybody tries. */
function goDown(after: number): void {
  const { faults } = shop.shopify;
  faults.push({ kind: "lost", after });
  for (let tries = 0; tries < 500; tries += 1) faults.push({ kind: "unavailable", after });
}

const numbered = (k: number) => ({ metadata: { image_number: String(k) } });
const rowsOf = (media: readonly (string | null)[]): (string | null | undefined)[] =>
  media.map((id) => {
    const name = shop.shopify.state.files.get(id ?? "")?.fileName ?? "";
    return /^kit-\d/.exec(name)?.[0] ?? id;
  });

interface Scene {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly items: readonly (readonly [itemId: string, k: number])[];
  /** Where it can be known in another try. */
  readonly media?: readonly string[];
}

const scenes: readonly Scene[] = [
  {
    name: "two images in the place of a main image",
    settings: { placement: "replace" },
    items: [
      ["product/1", 2],
      ["product/1", 1],
    ],
    media: ["kit-2", "kit-1", "102"],
  },
  {
    name: "images of two colours",
    settings: {},
    items: [
      ["colour/1/Color=Blue", 1],
      ["colour/1/Color=Red", 1],
    ],
    media: ["101", "102", "kit-2", "kit-1"],
  },
  {
    name: "images of variants without one",
    settings: { variantImages: "empty" },
    items: [
      ["variant/1/14", 1],
      ["variant/1/11", 1],
    ],
  },
];

describe.each(scenes)("an outage that outlasts every try, while $name are published", (scene) => {
  it.each(["taken back", "applied again and taken back"])(
    "loses nothing of the product when it is %s",
    async (what) => {
      for (let call = 0; ; call += 1) {
        await open(scene.settings);
        const before = shop.shopify.snapshot();
        const assets = scene.items.map(([itemId, k], index) => shop.asset(index + 1, itemId, numbered(k)));
        const publication = await shop.plan(assets);
        goDown(call);
        const tried = await publication.apply();
        shop.shopify.faults.length = 0;
        const isOver = tried.every(({ state }) => state === "applied");
        if (what !== "taken back") {
          const again = await publication.apply();
          // What stands at the end, and nobody has said who has put it there, is told instead.
          const codes = again.flatMap(({ problem }) => problem?.code ?? []);
          expect(new Set([...codes, "changed-meanwhile"]), `down at call ${call}`).toEqual(
            new Set(["changed-meanwhile"]),
          );
          if (codes.length === 0 && scene.media)
            expect(rowsOf(mug.media), `down at call ${call}`).toEqual(scene.media);
        }
        await publication.revert();
        expect(shop.shopify.snapshot(), `down at call ${call}`).toEqual(before);
        if (isOver) break;
        await shop.stop();
      }
    },
    300_000,
  );
});

describe("an outage that outlasts every try, while the image of a collection is published", () => {
  it.each(["taken back", "applied again and taken back"])(
    "loses nothing of the collection when it is %s before the search knows the copy",
    async (what) => {
      for (let call = 0; ; call += 1) {
        await open({}, { fileIndex: "by hand" });
        const { state } = shop.shopify;
        const summer = addCollection(state, { id: "5", image: { altText: "The sea" } });
        const former = summer.image?.bytes;
        const publication = await shop.plan([shop.asset(1, "collection/5")]);
        goDown(call);
        const [tried] = await publication.apply();
        shop.shopify.faults.length = 0;
        if (what !== "taken back") await publication.apply();
        await publication.revert();
        const kept = [summer.image?.bytes, ...[...state.files.values()].map(({ bytes }) => bytes)];
        expect(kept, `down at call ${call}`).toContainEqual(former);
        shop.shopify.indexNow();
        await publication.revert();
        expect(summer.image, `down at call ${call}`).toMatchObject({ bytes: former, altText: "The sea" });
        if (tried?.state === "applied") break;
        await shop.stop();
      }
    },
    300_000,
  );
});
