import type { Arguments, CallContext, FieldFunction, View } from "../context.ts";
import { type UserError, userError } from "../errors.ts";
import { findFile } from "../files/file-view.ts";
import { numberIn, type ShopFile, type ShopProduct, type ShopVariant, timeNow } from "../state.ts";
import { productView, variantView } from "./product-view.ts";

/**
 * Pairs of variant and media a call. Words and codes are those that a real shop gave: https://github.com/airhorns/shopify-draft-proxy,
 * `product-variant-media-validation.json`.
 */
const MAX_PAIRS = 100;

interface Pair {
  readonly variantId: string;
  readonly mediaIds: readonly string[];
}

type Kind = "append" | "detach";

/** `productVariantAppendMedia`: https://shopify.dev/docs/api/admin-graphql/latest/mutations/productVariantAppendMedia */
export const appendVariantMedia: FieldFunction = (args, context) =>
  change("ProductVariantAppendMediaPayload", "append", args, context);

/** `productVariantDetachMedia`: https://shopify.dev/docs/api/admin-graphql/latest/mutations/productVariantDetachMedia */
export const detachVariantMedia: FieldFunction = (args, context) =>
  change("ProductVariantDetachMediaPayload", "detach", args, context);

function change(__typename: string, kind: Kind, args: Arguments, context: CallContext): View {
  const product = context.backstage.state.products.get(numberIn("Product", args.productId) ?? "");
  if (product === undefined) {
    const userErrors = [userError(["productId"], "Product does not exist", "PRODUCT_DOES_NOT_EXIST")];
    return { __typename, product: null, productVariants: null, userErrors };
  }
  const pairs = args.variantMedia as readonly Pair[];
  const userErrors = mistakesIn(context, product, kind, pairs);
  if (userErrors.length > 0) return { __typename, product: null, productVariants: null, userErrors };
  const now = timeNow();
  const changed = pairs.flatMap((pair) => {
    const { variant, file } = found(context, product, pair);
    if (variant === undefined || file === undefined) return [];
    variant.mediaId = kind === "append" ? file.id : null;
    variant.updatedAt = now;
    return [variant];
  });
  product.updatedAt = now;
  return {
    __typename,
    product: productView(context, product),
    productVariants: changed.map((variant) => variantView(context, product, variant)),
    userErrors,
  };
}

function mistakesIn(
  context: CallContext,
  product: ShopProduct,
  kind: Kind,
  pairs: readonly Pair[],
): UserError[] {
  if (pairs.length > MAX_PAIRS) {
    const message = `Exceeded ${MAX_PAIRS} variant-media pairs per mutation.`;
    return [userError(["variantMedia"], message, "MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED")];
  }
  return pairs.flatMap((pair, index) => {
    const mistake = mistakeIn(context, product, kind, pair);
    if (mistake !== undefined)
      return [userError(["variantMedia", index, mistake[0]], mistake[1], mistake[2])];
    if (pairs.findIndex(({ variantId }) => variantId === pair.variantId) === index) return [];
    const message = "Variant was specified in more than one media input.";
    return [
      userError(["variantMedia", index, "variantId"], message, "PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES"),
    ];
  });
}

function mistakeIn(
  context: CallContext,
  product: ShopProduct,
  kind: Kind,
  pair: Pair,
): [field: string, message: string, code: string] | undefined {
  const { variant, file } = found(context, product, pair);
  if (pair.mediaIds.length === 0) return ["mediaIds", "The mediaIds list cannot be empty.", "BLANK"];
  if (pair.mediaIds.length > 1) {
    return ["mediaIds", "Only one mediaId is allowed per media input.", "TOO_MANY_MEDIA_PER_INPUT_PAIR"];
  }
  if (variant === undefined) {
    return [
      "variantId",
      "Variant does not exist on the specified product.",
      "PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT",
    ];
  }
  if (file === undefined || !product.media.includes(file.id)) {
    return ["mediaIds", "Media does not exist on the specified product.", "MEDIA_DOES_NOT_EXIST_ON_PRODUCT"];
  }
  if (kind === "detach") {
    if (variant.mediaId === file.id) return undefined;
    return [
      "variantId",
      "The specified media is not attached to the specified variant.",
      "MEDIA_IS_NOT_ATTACHED_TO_VARIANT",
    ];
  }
  if (file.status !== "READY")
    return ["mediaIds", "Non-ready media cannot be attached to variants.", "NON_READY_MEDIA"];
  if (variant.mediaId === null) return undefined;
  return ["variantId", "The given variant already has attached media.", "PRODUCT_VARIANT_ALREADY_HAS_MEDIA"];
}

function found(
  context: CallContext,
  product: ShopProduct,
  { variantId, mediaIds }: Pair,
): { variant: ShopVariant | undefined; file: ShopFile | undefined } {
  return {
    variant: product.variants.find(({ id }) => id === numberIn("ProductVariant", variantId)),
    file: findFile(context, mediaIds[0]),
  };
}
