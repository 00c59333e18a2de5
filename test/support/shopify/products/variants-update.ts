import { type CallContext, type FieldFunction, only } from "../context.ts";
import { type UserError, userError } from "../errors.ts";
import { findFile } from "../files/file-view.ts";
import { numberIn, type ShopProduct, timeNow } from "../state.ts";
import { productView, variantView } from "./product-view.ts";

interface VariantInput {
  readonly id?: string | null;
  readonly mediaId?: string | null;
  readonly price?: string | null;
}

/**
 * `productVariantsBulkUpdate` with `mediaId` and `price`
 * (https://shopify.dev/docs/api/admin-graphql/latest/mutations/productVariantsBulkUpdate). What happens to media that
 * the variant has is an option of the fake. All variants or none.
 */
export const updateVariants: FieldFunction = (args, context) => {
  only(context, "productVariantsBulkUpdate", args, ["productId", "variants"]);
  const product = context.backstage.state.products.get(numberIn("Product", args.productId) ?? "");
  if (product === undefined) {
    const userErrors = [userError(["productId"], "Product does not exist", "PRODUCT_DOES_NOT_EXIST")];
    return {
      __typename: "ProductVariantsBulkUpdatePayload",
      product: null,
      productVariants: null,
      userErrors,
    };
  }
  const inputs = args.variants as readonly VariantInput[];
  for (const input of inputs) only(context, "variants", { ...input }, ["id", "mediaId", "price"]);
  const userErrors = inputs.flatMap((input, index) => mistakesIn(context, product, input, index));
  if (userErrors.length > 0) {
    return {
      __typename: "ProductVariantsBulkUpdatePayload",
      product: productView(context, product),
      productVariants: null,
      userErrors,
    };
  }
  const changed = inputs.flatMap((input) => change(context, product, input));
  return {
    __typename: "ProductVariantsBulkUpdatePayload",
    product: productView(context, product),
    productVariants: changed,
    userErrors,
  };
};

function mistakesIn(
  context: CallContext,
  product: ShopProduct,
  input: VariantInput,
  index: number,
): UserError[] {
  const at = (field: string, message: string, code: string): UserError[] => [
    userError(["variants", index, field], message, code),
  ];
  if (input.id === null || input.id === undefined) {
    return at("id", "Product variant is missing ID attribute", "PRODUCT_VARIANT_ID_MISSING");
  }
  const number = numberIn("ProductVariant", input.id);
  if (!product.variants.some(({ id }) => id === number)) {
    return at("id", "Product variant does not exist", "PRODUCT_VARIANT_DOES_NOT_EXIST");
  }
  if (input.mediaId === null || input.mediaId === undefined) return [];
  const file = findFile(context, input.mediaId);
  if (file === undefined || !product.media.includes(file.id)) {
    return at("mediaId", "Media must be for this product", "MUST_BE_FOR_THIS_PRODUCT");
  }
  if (file.status !== "READY") return at("mediaId", "Non-ready media are not supported", "INVALID_INPUT");
  return [];
}

function change(context: CallContext, product: ShopProduct, input: VariantInput) {
  const variant = product.variants.find(({ id }) => id === numberIn("ProductVariant", input.id));
  if (variant === undefined) return [];
  const now = timeNow();
  const file = findFile(context, input.mediaId);
  const isKept = context.backstage.options.variantMedia === "kept" && variant.mediaId !== null;
  if (file !== undefined && !isKept) variant.mediaId = file.id;
  if (input.price !== null && input.price !== undefined) variant.price = input.price;
  variant.updatedAt = now;
  product.updatedAt = now;
  return [variantView(context, product, variant)];
}
