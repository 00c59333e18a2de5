import sharp from "sharp";
import { type CallContext, type FieldFunction, only, unsupported, type View } from "../context.ts";
import { type UserError, userError } from "../errors.ts";
import { sourceAt } from "../files/sources.ts";
import { type CollectionImage, type FakeCollection, freeId, numberIn, timeNow } from "../state.ts";
import { collectionView } from "./collection-view.ts";

interface ImageInput {
  readonly id?: string | null;
  readonly src?: string | null;
  readonly altText?: string | null;
}

/**
 * `collectionUpdate`, of the image alone: `src` is copied, so that the image has a new address and id even when it is
 * the one from before; null takes the image away. Whatever it refuses, it answers without the collection, also of
 * one that is there: seen when a rule set was refused.
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/collectionUpdate
 */
export const updateCollection: FieldFunction = async (args, context) => {
  only(context, "collectionUpdate", args, ["collection"]);
  const input = (args.collection ?? {}) as Readonly<Record<string, unknown>>;
  const { redirectNewHandle: _default, ...wanted } = input;
  only(context, "collection", wanted, ["id", "image"]);
  const collection = context.backstage.state.collections.get(numberIn("Collection", input.id) ?? "");
  const payload = (view: View | null, userErrors: UserError[]) => ({
    __typename: "CollectionUpdatePayload",
    collection: view,
    job: null,
    userErrors,
  });
  if (collection === undefined) return payload(null, [userError(null, "Collection does not exist")]);
  const refusal = context.backstage.collectionFault(collection.id);
  if (refusal !== undefined) return payload(null, [userError(["id"], refusal)]);
  if ("image" in input) {
    const mistake = await setImage(context, collection, input.image as ImageInput | null);
    if (mistake !== undefined) return payload(null, [mistake]);
    collection.updatedAt = timeNow();
  }
  return payload(collectionView(context, collection), []);
};

async function setImage(
  context: CallContext,
  collection: FakeCollection,
  input: ImageInput | null,
): Promise<UserError | undefined> {
  if (input === null) {
    collection.image = null;
    return undefined;
  }
  only(context, "image", { ...input }, ["src", "altText"]);
  if (input.src === null || input.src === undefined) {
    if (collection.image === null) return userError(["image"], "Image source is required");
    collection.image.altText = input.altText ?? null;
    return undefined;
  }
  const source = sourceAt(context.backstage, input.src);
  if (source.kind === "elsewhere") throw unsupported(context, `collectionUpdate(image: {src: ${input.src}})`);
  if (source.kind === "empty") return userError(["image", "src"], "Image could not be downloaded");
  const image = await imageOf(context, source, input.altText ?? null);
  if (image === undefined) return userError(["image", "src"], "Image is invalid");
  collection.image = image;
  return undefined;
}

async function imageOf(
  { backstage }: CallContext,
  source: { readonly fileName: string; readonly bytes: Uint8Array; readonly mimeType: string },
  altText: string | null,
): Promise<CollectionImage | undefined> {
  const { state } = backstage;
  try {
    const { width, height } = await sharp(source.bytes).metadata();
    const id = freeId(state, state.collections);
    const url = `https://cdn.shopify.com/s/files/1/0001/0001/collections/${id}-${encodeURIComponent(source.fileName)}?v=1`;
    return { id, url, altText, width, height, bytes: source.bytes, mimeType: source.mimeType };
  } catch {
    return undefined;
  }
}
