import { ConnectorError } from "@assetql/connector-sdk";
import { globalId, numberOf } from "../item-id.ts";
import { detachVariantImages, setVariantImages } from "../operations/showing.ts";
import { problemReasons } from "../problem-reasons.ts";
import type { ShopConnection } from "./connection.ts";
import { type Answered, sendWithoutRefused } from "./gather.ts";
import { mediaGlobalId, mediaOf } from "./media-id.ts";
import { problemOf } from "./problems.ts";
import type { ProductState } from "./product-state.ts";

/** Lists that a mutation takes. */
const MOST_VARIANTS = 250;
const MOST_PAIRS = 100;

export interface VariantsWriting {
  readonly product: string;
  readonly now: ProductState;
  readonly wanted: ProductState;
}

interface Link {
  readonly variant: string;
  readonly image: string;
}

/** Lets variants show what is wanted: media that the product has by now. */
export async function writeVariants(
  shop: ShopConnection,
  { product, now, wanted }: VariantsWriting,
): Promise<void> {
  const changed = [...wanted.variants].filter(([variant, image]) => now.variants.get(variant) !== image);
  const links = changed.flatMap(([variant, image]) => (image === null ? [] : [{ variant, image }]));
  const stubborn = await link(shop, product, links);
  if (stubborn.length > 0) await linkAnew(shop, { product, links: stubborn, before: now.variants });
  // What leaves the product leaves its variants by itself.
  const emptied = changed.flatMap(([variant, image]) => {
    const before = now.variants.get(variant) ?? null;
    return image === null && before !== null && wanted.media.includes(before)
      ? [{ variant, image: before }]
      : [];
  });
  await unlink(shop, product, emptied);
}

/** Returns the links of variants that have kept what they had, without a word. */
async function link(shop: ShopConnection, product: string, links: readonly Link[]): Promise<readonly Link[]> {
  const kept: Link[] = [];
  for (let at = 0; at < links.length; at += MOST_VARIANTS) {
    const some = links.slice(at, at + MOST_VARIANTS);
    const { productVariantsBulkUpdate: answer } = await shop.client.call(setVariantImages, {
      productId: globalId("Product", product),
      variants: some.map(({ variant, image }) => ({
        id: globalId("ProductVariant", variant),
        mediaId: mediaGlobalId(image),
      })),
    });
    const [error] = answer.userErrors;
    if (error !== undefined) throw problemOf(error);
    const shown = new Map(
      (answer.productVariants ?? []).map(({ id, media }) => [
        numberOf(id),
        media.nodes.map((node) => mediaOf(node.id))[0],
      ]),
    );
    kept.push(...some.filter(({ variant, image }) => shown.get(variant) !== image));
  }
  return kept;
}

interface LinkingAnew {
  readonly product: string;
  readonly links: readonly Link[];
  readonly before: ReadonlyMap<string, string | null>;
}

async function linkAnew(shop: ShopConnection, { product, links, before }: LinkingAnew): Promise<void> {
  const old = links.flatMap(({ variant }) => {
    const image = before.get(variant) ?? null;
    return image === null ? [] : [{ variant, image }];
  });
  await unlink(shop, product, old);
  if ((await link(shop, product, links)).length === 0) return;
  throw new ConnectorError("refused", problemReasons["variants-refused"]);
}

async function unlink(shop: ShopConnection, product: string, links: readonly Link[]): Promise<void> {
  for (let at = 0; at < links.length; at += MOST_PAIRS) {
    await sendWithoutRefused(links.slice(at, at + MOST_PAIRS), (some) => detach(shop, product, some));
  }
}

/** Shopify detaches all pairs or none. Only those that are detached already are told as refused: nothing is left to do. */
async function detach(
  { client }: ShopConnection,
  product: string,
  links: readonly Link[],
): Promise<Answered<null>> {
  const { productVariantDetachMedia: answer } = await client.call(detachVariantImages, {
    productId: globalId("Product", product),
    variantMedia: links.map(({ variant, image }) => ({
      variantId: globalId("ProductVariant", variant),
      mediaIds: [mediaGlobalId(image)],
    })),
  });
  const error = answer.userErrors.find(({ code }) => code !== "MEDIA_IS_NOT_ATTACHED_TO_VARIANT");
  if (error !== undefined) throw problemOf(error);
  return { values: links.map(() => null), userErrors: answer.userErrors };
}
