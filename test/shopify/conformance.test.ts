import { describeConnector } from "@assetql/connector-sdk/conformance";
import { afterAll, describe, it } from "vitest";
import { placesPerCheck } from "../support/places-per-check.ts";
import { type HarnessOptions, shopHarness } from "./publish-harness.ts";

const products = shopHarness({ kind: "product", editable: ["altText", "place"], sample: placesPerCheck() });

/** What differs from products in front by where an image goes. */
const others: readonly (HarnessOptions & { readonly name: string })[] = [
  {
    name: "the main image replaced",
    kind: "product",
    settings: { placement: "replace", altText: "ours" },
    editable: ["altText", "place"],
  },
  { name: "products at the end", kind: "product", settings: { placement: "last" }, editable: ["altText"] },
  { name: "all variants of a colour", kind: "colour", editable: ["altText"] },
  {
    name: "a variant without an image",
    kind: "variant",
    settings: { variantImages: "empty" },
    editable: ["altText"],
  },
  { name: "collections", kind: "collection", editable: ["altText", "collectionImage"] },
];

/** The others are tried at one place a check; `ASSETQL_TEST_PLACES=all` tries all. */
const opened = others.map(({ name, ...options }) => ({
  name,
  ...shopHarness({ ...options, sample: placesPerCheck(1) }),
}));

afterAll(async () => {
  for (const { stop } of [products, ...opened]) await stop();
});

describeConnector("shopify, products in front", products.harness, { describe, it });

for (const { name, harness } of opened) describeConnector(`shopify, ${name}`, harness, { describe, it });
