import type { Reference } from "@assetql/connector-sdk";
import { numberOf as numberAtEnd, type ShopItem, shopItemOf } from "../item-id.ts";
import type { ShownCollection, ShownMedia } from "../operations/showing.ts";
import type { ShopConnection } from "./connection.ts";
import { type FoundFile, filesByNumber, filesByToken, toFound } from "./find-files.ts";
import { mediaOf } from "./media-id.ts";
import { assetToken } from "./names.ts";
import { noteNames, readAllVariants, readMedia, type VariantsSeen } from "./product-state.ts";
import { parseRemoteId } from "./remote-id.ts";

/** One reference, and what it is for. */
export interface Wanted {
  readonly reference: Reference;
  readonly item: ShopItem | undefined;
  readonly token: string;
  /** Numbers of its files, as far as they are known. */
  readonly numbers: readonly string[];
}

/** What a shop showed of some references, at about one moment. */
export interface Sight {
  /** By the product's number; those that are gone are missing. */
  readonly media: ReadonlyMap<string, readonly ShownMedia[]>;
  /** By the product's number, where all variants were asked for. */
  readonly variants: ReadonlyMap<string, VariantsSeen>;
  /** By the variant's number; those that are gone are missing. */
  readonly variantImages: ReadonlyMap<string, string | null>;
  readonly collections: ReadonlyMap<string, ShownCollection>;
  filesOf(wanted: Wanted): readonly FoundFile[];
}

/** With what the remote ids say of its files: the search may not know them yet. */
export function toWanted(reference: Reference, ...others: readonly (string | null)[]): Wanted {
  const known = [reference.remoteId, ...others].flatMap((remoteId) => parseRemoteId(remoteId) ?? []);
  return {
    reference,
    item: shopItemOf(reference.itemId),
    token: assetToken(reference.externalId),
    numbers: [...new Set(known.flatMap(({ file, former }) => [file, ...(former ? [former] : [])]))],
  };
}

/** Looks at everything that the references may be or be shown by, in as few calls as it takes. */
export async function lookAt(shop: ShopConnection, wanted: readonly Wanted[]): Promise<Sight> {
  const { client, desk } = shop;
  const items = wanted.flatMap(({ item }) => item ?? []);
  const products = items.flatMap((item) => (item.kind === "collection" ? [] : item.product));
  const [media, variants, variantImages, collections, byToken] = await Promise.all([
    readMedia(client, products),
    variantsOfColours(shop, items),
    imagesOfVariants(shop, items),
    imagesOfCollections(shop, items),
    filesByToken(
      client,
      wanted.map(({ token }) => token),
    ),
  ]);
  for (const shown of media.values()) noteNames(desk, shown);
  const shown = new Map([...media.values()].flat().flatMap(toFile));
  const known = wanted.flatMap(({ numbers }) => numbers);
  const found = new Set([...byToken.values()].flat().map(({ number }) => number));
  const detached = await filesByNumber(
    client,
    known.filter((number) => !shown.has(number) && !found.has(number)),
  );
  return {
    media,
    variants,
    variantImages,
    collections,
    filesOf: ({ item, token, numbers }) => {
      const product = item === undefined || item.kind === "collection" ? "" : item.product;
      const own = (media.get(product) ?? []).flatMap(toFile).map(([, file]) => file);
      const files = [
        ...own.filter((file) => file.name?.asset === token || numbers.includes(file.number)),
        ...(byToken.get(token) ?? []),
        ...numbers.flatMap((number) => shown.get(number) ?? detached.get(number) ?? []),
      ];
      return [...new Map(files.map((file) => [file.number, file])).values()];
    },
  };
}

/** Of an image; videos and models are never ours. */
function toFile(media: ShownMedia): [number: string, file: FoundFile][] {
  const { id, alt = null, fileStatus, image = null } = media;
  if (fileStatus === undefined) return [];
  return [[mediaOf(id), toFound({ id, alt, fileStatus, image })]];
}

async function variantsOfColours({ client, desk }: ShopConnection, items: readonly ShopItem[]) {
  const products = new Set(items.flatMap((item) => (item.kind === "colour" ? item.product : [])));
  const found = await Promise.all(
    [...products].map(async (product) => [product, await readAllVariants(client, desk, product)] as const),
  );
  return new Map(found.flatMap(([product, seen]) => (seen === undefined ? [] : [[product, seen] as const])));
}

async function imagesOfVariants({ client, desk }: ShopConnection, items: readonly ShopItem[]) {
  const variants = [...new Set(items.flatMap((item) => (item.kind === "variant" ? item.variant : [])))];
  const images = new Map<string, string | null>();
  const seen = await Promise.all(variants.map((variant) => desk.variantImage(client, variant)));
  for (const [index, variant] of variants.entries()) {
    const outcome = seen[index];
    if (outcome !== undefined && "value" in outcome && outcome.value !== undefined) {
      images.set(variant, outcome.value);
    }
  }
  return images;
}

async function imagesOfCollections({ client, desk }: ShopConnection, items: readonly ShopItem[]) {
  const ids = [...new Set(items.flatMap((item) => (item.kind === "collection" ? item.collection : [])))];
  const seen = await Promise.all(ids.map((id) => desk.collection(client, id)));
  const found = seen.flatMap((outcome) =>
    "value" in outcome && outcome.value !== undefined ? [outcome.value] : [],
  );
  return new Map(found.map((collection) => [numberAtEnd(collection.id), collection]));
}
