import { installationView } from "../app/billing.ts";
import { bulkOperationView } from "../bulk/bulk.ts";
import { type Arguments, type CallContext, type FieldFunction, unsupported, type View } from "../context.ts";
import { fileItem, fileView, findFile } from "../files/file-view.ts";
import { collectionPage, collectionView } from "../products/collection-view.ts";
import {
  count,
  findVariant,
  foundProducts,
  productPage,
  productView,
  variantPage,
  variantView,
} from "../products/product-view.ts";
import { globalId, numberIn } from "../state.ts";
import { jobView } from "./job-view.ts";
import { page } from "./pages.ts";
import { search } from "./search.ts";

/** What can be asked at the top. */
export const queryRoot: Readonly<Record<string, FieldFunction>> = {
  shop: (_args, { backstage }) => ({
    __typename: "Shop",
    id: globalId("Shop", "1"),
    name: backstage.state.name,
    myshopifyDomain: backstage.options.shop,
    url: `https://${backstage.options.shop}`,
    currencyCode: "EUR",
    plan: {
      __typename: "ShopPlan",
      publicDisplayName: "Basic",
      partnerDevelopment: false,
      shopifyPlus: false,
    },
    primaryDomain: {
      __typename: "Domain",
      id: globalId("Domain", "1"),
      host: backstage.options.shop,
      url: `https://${backstage.options.shop}`,
    },
  }),
  product: ({ id }, context) => productById(context, id),
  products: (args, context) => productPage(context, args),
  productsCount: ({ query }, context) => count(foundProducts(context, query).length),
  productVariant: ({ id }, context) => variantById(context, id),
  productVariants: (args, context) => variantPage(context, args),
  collection: ({ id }, context) => collectionById(context, id),
  collections: (args, context) => collectionPage(context, args),
  node: ({ id }, context) => nodeById(context, String(id)),
  nodes: ({ ids }, context) => (ids as string[]).map((id) => nodeById(context, id)),
  files: (args, context) => filePage(context, args),
  job: ({ id }, context) => jobById(context, id),
  bulkOperation: ({ id }, { backstage }) => {
    const operation = backstage.bulkOperations.get(numberIn("BulkOperation", id) ?? "");
    return operation === undefined ? null : bulkOperationView(operation);
  },
  currentAppInstallation: (_args, context) => installationView(context),
};

function nodeById(context: CallContext, id: string): View | null {
  const type = /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(id)?.[1];
  switch (type) {
    case "Product":
      return productById(context, id);
    case "ProductVariant":
      return variantById(context, id);
    case "Collection":
      return collectionById(context, id);
    case "MediaImage":
    case "GenericFile": {
      const file = findFile(context, id);
      return file === undefined ? null : fileView(file);
    }
    case "BulkOperation": {
      const operation = context.backstage.bulkOperations.get(numberIn("BulkOperation", id) ?? "");
      return operation === undefined ? null : bulkOperationView(operation);
    }
    default:
      throw unsupported(context, `node(id: ${id})`);
  }
}

function productById(context: CallContext, id: unknown): View | null {
  const product = context.backstage.state.products.get(numberIn("Product", id) ?? "");
  return product === undefined ? null : productView(context, product);
}

function variantById(context: CallContext, id: unknown): View | null {
  const found = findVariant(context, numberIn("ProductVariant", id));
  return found === undefined ? null : variantView(context, found.product, found.variant);
}

function collectionById(context: CallContext, id: unknown): View | null {
  const collection = context.backstage.state.collections.get(numberIn("Collection", id) ?? "");
  return collection === undefined ? null : collectionView(context, collection);
}

function jobById({ backstage }: CallContext, id: unknown): View | null {
  const number = numberIn("Job", id);
  const job = backstage.jobs.get(number ?? "");
  return number === undefined || job === undefined ? null : jobView(number, job.done);
}

function filePage(context: CallContext, args: Arguments): View {
  const { state, options, indexed } = context.backstage;
  const isTold = options.fileIndex === "by hand" && typeof args.query === "string";
  const files = [...state.files.values()].filter((file) => !isTold || indexed.has(file));
  const found = search(context, args.query, files, {
    texts: ({ fileName, alt }) => (options.withinNames === "terms" ? [fileName, alt] : [alt]),
    own: { filename: ({ fileName }, wanted) => isNamed(context, fileName, wanted) },
    match: {
      status: ({ status }) => [status],
      media_type: ({ kind }) => [kind === "MediaImage" ? "IMAGE" : "GENERIC_FILE"],
      product_id: ({ id }) =>
        [...state.products.values()].filter(({ media }) => media.includes(id)).map((product) => product.id),
    },
    compare: {
      id: ({ id }) => Number(id),
      created_at: ({ createdAt }) => createdAt,
      updated_at: ({ updatedAt }) => updatedAt,
    },
  });
  return page(context, args, found.map(fileItem), { name: "files", also: ["query"], sortKey: "ID" });
}

/** By how the name begins, as it was seen. Nobody has seen that a whole name finds its file, in quotes or without. */
function isNamed(context: CallContext, fileName: string, wanted: string): boolean {
  const { start, word } = /^(?<start>\*?)(?<word>[^*]+)\*$/.exec(wanted)?.groups ?? {};
  if (word === undefined) throw unsupported(context, `search for filename:${wanted}`);
  const name = fileName.toLowerCase();
  if (start === "") return name.startsWith(word);
  return context.backstage.options.withinNames === "patterns" && name.includes(word);
}
