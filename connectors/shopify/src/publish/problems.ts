import { ConnectorError } from "@assetql/connector-sdk";
import type { UserError } from "../operations/files.ts";
import { problemReasons } from "../problem-reasons.ts";

const busy = new Set(["FILE_LOCKED", "MEDIA_CANNOT_BE_MODIFIED", "NON_READY_STATE", "NON_READY_MEDIA"]);
const goneItems = new Set([
  "REFERENCE_TARGET_DOES_NOT_EXIST",
  "PRODUCT_DOES_NOT_EXIST",
  "PRODUCT_VARIANT_DOES_NOT_EXIST",
  "PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT",
]);
const goneFiles = new Set([
  "FILE_DOES_NOT_EXIST",
  "MEDIA_DOES_NOT_EXIST",
  "MEDIA_DOES_NOT_EXIST_ON_PRODUCT",
  "MUST_BE_FOR_THIS_PRODUCT",
]);
const badFiles = new Set([
  "UNACCEPTABLE_ASSET",
  "UNACCEPTABLE_TRIAL_ASSET",
  "UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET",
  "INVALID_IMAGE_SOURCE_URL",
]);

/** Why Shopify refused one input of a mutation, in words that a merchant can act on. */
export function problemOf({ code, message }: UserError): ConnectorError {
  const name = code ?? "";
  if (busy.has(name)) {
    return new ConnectorError("unavailable", "Shopify is still working on the image.");
  }
  if (goneItems.has(name)) return itemGone("The product or variant");
  if (goneFiles.has(name)) {
    return new ConnectorError("remote-deleted", problemReasons["image-gone-meanwhile"]);
  }
  if (badFiles.has(name)) return fileRefused(message);
  if (name === "PRODUCT_MEDIA_LIMIT_EXCEEDED") {
    return new ConnectorError("refused", problemReasons["product-full"]);
  }
  return new ConnectorError("refused", `Shopify refused it: ${sentence(message)}`);
}

export const itemGone = (what: string): ConnectorError =>
  new ConnectorError("item-deleted", `${what} is no longer in the shop.`);

export const fileRefused = (reason: string): ConnectorError =>
  new ConnectorError(
    "file-refused",
    `Shopify could not use the image: ${sentence(reason)} It was removed from the shop's files again.`,
  );

export const changedMeanwhile = (what: string): ConnectorError =>
  new ConnectorError(
    "changed-meanwhile",
    `Somebody changed ${what} in the shop since the plan was made. Nothing was overwritten; plan again to see it.`,
  );

function sentence(message: string): string {
  const short = message.trim().slice(0, 300);
  return /[.!?]$/.test(short) ? short : `${short}.`;
}
