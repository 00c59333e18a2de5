import type { Observed, Reference } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import type { ShopItem } from "../item-id.ts";
import type { ShopifyConfig } from "../settings.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopContext } from "./desk.ts";
import type { FoundFile } from "./find-files.ts";
import { type Sight, toWanted, type Wanted } from "./look-at.ts";
import { lookTogether } from "./look-together.ts";
import { mediaOf } from "./media-id.ts";
import { missingReasons } from "./missing-reasons.ts";
import { ourNameIn } from "./names.ts";
import { parseRemoteId, remoteIdOf } from "./remote-id.ts";
import {
  collectionFields,
  fileFields,
  type OurFile,
  productFields,
  type Versions,
  variantFields,
  variantsOf,
} from "./shown.ts";
import { field } from "./snapshot.ts";
import { versionsOf } from "./versions.ts";

/** What the shop's files, products and collections show of the references. */
export async function observe(
  context: ShopContext,
  shop: ShopConnection,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, Observed>> {
  const wanted = references.map((reference) => toWanted(reference));
  const sight = await lookTogether(shop, wanted);
  const observed = new Map<string, Observed>();
  for (const one of wanted) {
    const seen = seenOf(context.config, { wanted: one, sight, names: shop.desk.names });
    if (seen !== undefined) observed.set(one.reference.externalId, seen);
  }
  return observed;
}

interface Looking {
  readonly wanted: Wanted;
  readonly sight: Sight;
  readonly names: ShopConnection["desk"]["names"];
}

function seenOf(config: ShopifyConfig, { wanted, sight, names }: Looking): Observed | undefined {
  const { reference, item, token } = wanted;
  const media = mediaIn(sight, item);
  const image = item?.kind === "collection" ? (sight.collections.get(item.collection)?.image ?? null) : null;
  const shownName = image === null ? undefined : ourNameIn(image.url);
  const shownAt = (file: FoundFile): number =>
    item?.kind === "collection"
      ? Number(shownName !== undefined && file.name?.value === shownName.value) - 1
      : media.indexOf(file.number);
  const versions = versionsOf({ reference, files: sight.filesOf(wanted), shownAt });
  const { current, unused, isUnsettled } = versions;
  if (current === undefined && item === undefined && unused.length === 0 && !isUnsettled) return undefined;
  const numberOf = (id: string): number | undefined => names.get(id)?.number;
  const fields: Snapshot = {
    ...fileFields(versions),
    ...itemFields(config, {
      item,
      sight,
      versions,
      media: { media, numberOf },
      isOurs: shownName?.asset === token,
    }),
    ...(unused.length > 0 ? { [field.unused]: unused.join(" ") } : {}),
  };
  const missing = missingIn(sight, item);
  return {
    remoteId: current === undefined ? null : remoteIdNow(reference.remoteId, current, versions),
    remoteUrl: current === undefined ? null : adminUrl(config, item, current.number),
    fields,
    ...(missing === undefined ? {} : { missing }),
    ...(isUnsettled ? { isUnsettled } : {}),
  };
}

/** With what is known of the file, or with the one that was known and that it has taken the place of. */
function remoteIdNow(
  remoteId: string | null,
  { value, number: file }: OurFile,
  { numbers }: Versions,
): string {
  const known = parseRemoteId(remoteId);
  if (known?.file === file) return remoteIdOf({ ...known, value });
  const former = known !== undefined && numbers.has(known.file) ? known.file : undefined;
  return remoteIdOf({ value, file, former });
}

const mediaIn = ({ media }: Sight, item: ShopItem | undefined): readonly string[] =>
  item === undefined || item.kind === "collection"
    ? []
    : (media.get(item.product) ?? []).map(({ id }) => mediaOf(id));

interface Showing {
  readonly item: ShopItem | undefined;
  readonly sight: Sight;
  readonly versions: Versions;
  readonly media: Parameters<typeof productFields>[1];
  readonly isOurs: boolean;
}

function itemFields(config: ShopifyConfig, { item, sight, versions, media, isOurs }: Showing): Snapshot {
  switch (item?.kind) {
    case undefined:
      return {};
    case "product":
      return productFields(config, media, versions);
    case "variant":
    case "colour": {
      const seen = sight.variants.get(item.product);
      const variants = item.kind === "variant" ? sight.variantImages : (seen?.images ?? new Map());
      const shown = variantsOf(item, { variants, optionsOf: seen?.options ?? new Map() });
      return variantFields(shown, media.media, versions);
    }
    case "collection":
      return collectionFields(sight.collections.get(item.collection)?.image ?? null, isOurs, versions);
  }
}

/** In words, when the item itself is gone. */
function missingIn(sight: Sight, item: ShopItem | undefined): string | undefined {
  switch (item?.kind) {
    case undefined:
      return undefined;
    case "collection":
      return sight.collections.has(item.collection) ? undefined : missingReasons["collection-gone"];
    case "product":
      return sight.media.has(item.product) ? undefined : missingReasons["product-gone"];
    case "variant":
      if (!sight.media.has(item.product)) return missingReasons["product-gone"];
      return sight.variantImages.has(item.variant) ? undefined : missingReasons["variant-gone"];
    case "colour": {
      const seen = sight.variants.get(item.product);
      if (seen === undefined) return missingReasons["product-gone"];
      const shown = variantsOf(item, { variants: seen.images, optionsOf: seen.options });
      return shown.size > 0 ? undefined : `${missingReasons["colour-gone"]} ${item.option} “${item.value}”.`;
    }
  }
}

/** Where a merchant looks at it. */
export function adminUrl({ shop }: ShopifyConfig, item: ShopItem | undefined, file: string): string {
  const admin = `https://admin.shopify.com/store/${shop.replace(/\.myshopify\.com$/, "")}`;
  if (item === undefined) return `${admin}/content/files/${file}`;
  return item.kind === "collection"
    ? `${admin}/collections/${item.collection}`
    : `${admin}/products/${item.product}`;
}
