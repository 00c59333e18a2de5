import { type Item, page } from "../api/pages.ts";
import { search } from "../api/search.ts";
import type { Arguments, CallContext, View } from "../context.ts";
import { imageView } from "../files/file-view.ts";
import { type FakeCollection, globalId } from "../state.ts";
import { count, plainText, productItem } from "./product-view.ts";

export function collectionView(context: CallContext, collection: FakeCollection): View {
  const { image } = collection;
  return {
    __typename: "Collection",
    id: globalId("Collection", collection.id),
    legacyResourceId: collection.id,
    title: collection.title,
    handle: collection.handle,
    descriptionHtml: collection.descriptionHtml,
    description: ({ truncateAt }: Arguments) => plainText(collection.descriptionHtml, truncateAt),
    updatedAt: collection.updatedAt,
    image: image === null ? null : imageView({ ...image, id: globalId("CollectionImage", image.id) }),
    productsCount: count(collection.productIds.length),
    hasProduct: (args: Arguments) => collection.productIds.some((id) => globalId("Product", id) === args.id),
    products: (args: Arguments) => {
      const items = collection.productIds.flatMap((id, index) => {
        const product = context.backstage.state.products.get(id);
        if (product === undefined) return [];
        const item = productItem(context, product);
        return [{ ...item, sort: { ...item.sort, COLLECTION_DEFAULT: index, MANUAL: index } }];
      });
      return page(context, args, items, { name: "Collection.products", sortKey: "COLLECTION_DEFAULT" });
    },
  };
}

export const collectionItem = (context: CallContext, collection: FakeCollection): Item => ({
  id: collection.id,
  view: () => collectionView(context, collection),
  sort: { TITLE: collection.title, UPDATED_AT: collection.updatedAt },
});

export function collectionPage(context: CallContext, args: Arguments): View {
  const found = search(context, args.query, [...context.backstage.state.collections.values()], {
    texts: ({ title, handle }) => [title, handle],
    match: {
      title: ({ title }) => [title],
      handle: ({ handle }) => [handle],
      product_id: ({ productIds }) => productIds,
    },
    compare: { id: ({ id }) => Number(id), updated_at: ({ updatedAt }) => updatedAt },
  });
  return page(
    context,
    args,
    found.map((collection) => collectionItem(context, collection)),
    { name: "collections", also: ["query"], sortKey: "ID" },
  );
}
