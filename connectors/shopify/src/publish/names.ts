import { createHash } from "node:crypto";
import { baseNameOf } from "@assetql/connector-sdk";
import type { DownloadFormat, PublishableAsset } from "@assetql/contract";
import type { ShopifyConfig } from "../settings.ts";

/**
 * Names of files, by which what is ours is found in a shop without the ledger: `mug-red-aqk3j9x2m4n1v2.jpg` is of the
 * SKU or title, `aq` and eight characters of a hash of the asset's id, the number of the image among those of its
 * product, and the version of the asset; `w1200` follows where images are made smaller.
 */
const OURS =
  /(?<asset>aq[0-9a-z]{8})n(?<number>\d{1,6})v(?<version>\d{1,9})(?<width>w\d{1,5})?(?![0-9a-z])[^./]*\.(?<extension>[0-9a-z]+)$/;
const BACKUP = /(?<backup>aqb[0-9a-z]{8})(?![0-9a-z])[^./]*\.[0-9a-z]+$/;

export interface OurName {
  /** Of the asset, as {@link assetToken} gives it. */
  readonly asset: string;
  /** Of the image among those of its product, from 1. */
  readonly number: number;
  readonly version: number;
  /** What the field `image` says: which image it is, without the name that people read. */
  readonly value: string;
}

const DIGITS = 8;

/** Eight characters 0-9 and a-z: two of a million assets share one with a chance of one in six. Lookups name the product, too. */
function digest(text: string): string {
  const number = createHash("sha256").update(text).digest().readBigUInt64BE();
  return number.toString(36).padStart(DIGITS, "0").slice(-DIGITS);
}

export const assetToken = (assetId: string): string => `aq${digest(assetId)}`;

/** Of the copy of an image that ours replaces, by its address. */
export const backupToken = (url: string): string => `aqb${digest(url)}`;

/** What a name, or an address that ends with one, says of an image of ours; undefined for anybody else's. */
export function ourNameIn(address: string): OurName | undefined {
  const groups = OURS.exec(nameOf(address))?.groups;
  if (groups === undefined) return undefined;
  const { asset = "", number = "", version = "", width = "", extension = "" } = groups;
  return {
    asset,
    number: Number(number),
    version: Number(version),
    value: `${asset}n${number}v${version}${width}.${extension}`,
  };
}

export const backupIn = (address: string): string | undefined => BACKUP.exec(nameOf(address))?.groups?.backup;

/** The last part of an address, in small letters. */
export function nameOf(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? "";
  const last = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last).toLowerCase();
  } catch {
    return last.toLowerCase();
  }
}

/** From the column `image_number` of the batch that the app makes; 1 for what has none. */
export function imageNumberOf({ metadata }: Pick<PublishableAsset, "metadata">): number {
  const number = Number(metadata.image_number ?? 1);
  return Number.isInteger(number) && number >= 1 && number < 1_000_000 ? number : 1;
}

type Made = Pick<ShopifyConfig, "format" | "width">;

/** What the field `image` is to be. */
export function imageValue(asset: PublishableAsset, { format, width }: Made): string {
  const size = width === undefined ? "" : `w${width}`;
  return `${assetToken(asset.id)}n${imageNumberOf(asset)}v${asset.version}${size}.${format}`;
}

export const fileNameOf = (asset: PublishableAsset, made: Made): string =>
  `${baseNameOf(asset)}-${imageValue(asset, made)}`;

export const downloadFormats = {
  jpg: "jpeg",
  webp: "webp",
  png: "png",
} as const satisfies Record<ShopifyConfig["format"], DownloadFormat>;

/** As Shopify calls what is sent. */
export const mimeTypes = {
  jpg: "image/jpeg",
  webp: "image/webp",
  png: "image/png",
} as const satisfies Record<ShopifyConfig["format"], string>;
