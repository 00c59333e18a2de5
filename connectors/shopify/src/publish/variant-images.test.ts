import fc from "fast-check";
import { expect, it } from "vitest";
import { testSeed } from "../../../../test/support/test-seed.ts";
import { decodeVariantImages, encodeVariantImages, NONE, OURS } from "./variant-images.ts";

const seed = testSeed();
console.log(`ASSETQL_TEST_SEED=${seed}`);

const number = fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String);
const image = fc.oneof(number, fc.constantFrom(OURS, NONE, "gid://shopify/Video/12"));

it("comes back as it was", () => {
  fc.assert(
    fc.property(fc.dictionary(number, image), (images) => {
      const map = new Map(Object.entries(images));
      expect(decodeVariantImages(encodeVariantImages(map))).toEqual(map);
    }),
    { seed },
  );
});

it("is the same whatever the order", () => {
  const pairs: [string, string][] = [
    ["12", "7"],
    ["10", NONE],
    ["11", NONE],
  ];
  expect(encodeVariantImages(new Map(pairs))).toBe("-:a.1 7:c");
  expect(encodeVariantImages(new Map(pairs.toReversed()))).toBe("-:a.1 7:c");
});

it("fits into a snapshot for 2,048 variants with 250 images", () => {
  const images = Array.from({ length: 2_048 }, (_, index): [string, string] => [
    String(43_729_076_650_000 + index * 32_768 + (index % 7)),
    String(33_445_566_778_899 + (index % 250) * 32_768),
  ]);
  expect(encodeVariantImages(new Map(images)).length).toBeLessThan(25_000);
});

it("is nothing of what is no such text", () => {
  for (const text of [null, 7, "", "what?"]) expect(decodeVariantImages(text).size).toBe(0);
});
