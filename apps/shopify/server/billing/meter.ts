import type { Client } from "@assetql/client";
import type { Log } from "@assetql/connector-sdk";
import { recordUsage, type ShopClient } from "@assetql/shopify";
import type { Documents } from "../store/documents.ts";
import { amountOf, centsOf } from "./cents.ts";
import { type MeteredWorkspace, metersOf, noteCharge, settleCharge } from "./meters.ts";
import { activeSubscription, type BillingSettings, type UsageSubscription } from "./subscription.ts";
import { imagesOf, monthOf, NO_IMAGES } from "./usage.ts";

export interface MeterDeps {
  readonly documents: Documents;
  readonly settings: BillingSettings;
  readonly now: () => number;
  readonly log: Log;
  /** Called between the steps; a test may stop there for good, as a process can. */
  readonly reached?: (step: "noted" | "charged") => Promise<void> | void;
}

/** The shop's own workspace: what it makes in another's is the other's to pay. */
export interface Metered extends MeteredWorkspace {
  readonly admin: Client;
  readonly client: ShopClient;
}

/** What somebody began, and what has come since; a few more when others charge at the same time. */
const MOST_CHARGES = 4;

/**
 * Charges what was made and is not charged yet.
 *
 * What is charged is noted first, with a key that Shopify charges once: whenever this ends in the middle, and however
 * many do it at the same time, the same charge is sent again with the same key. What goes beyond the cap stays noted
 * nowhere, and is charged when the next period has begun.
 */
export async function chargeUsage(deps: MeterDeps, metered: Metered): Promise<void> {
  const subscription = await activeSubscription(deps, metered);
  if (subscription === undefined) return;
  const to = monthOf(deps.now());
  const months = [...(await metersOf(deps.documents, metered, deps.now())).keys()];
  const images = await imagesOf(metered.admin, { from: months[0] ?? to, to });
  let { leftCents } = subscription;
  for (const month of months) {
    const { completed } = images.get(month) ?? NO_IMAGES;
    const billable = Math.max(0, completed - deps.settings.freeImages);
    leftCents = await chargeMonth(deps, metered, { ...subscription, leftCents, month, billable });
  }
}

interface MonthToCharge extends UsageSubscription {
  readonly month: string;
  /** Images that are made, the free ones not counted. */
  readonly billable: number;
}

/** Returns what is left of the cap. */
async function chargeMonth(
  deps: MeterDeps,
  metered: Metered,
  { lineItem, month, billable, ...of }: MonthToCharge,
): Promise<number> {
  const { documents, settings } = deps;
  const place = { ...metered, month };
  const price = centsOf(settings.pricePerImage);
  let { leftCents } = of;
  for (let charges = 0; charges < MOST_CHARGES; charges += 1) {
    const affordable = Math.floor(leftCents / price);
    const { pending, charged } = await noteCharge(documents, place, { billable, affordable });
    if (pending === null) return leftCents;
    await deps.reached?.("noted");
    const { key, to } = pending;
    const images = to - charged;
    const isCharged = await charge(deps, metered, { lineItem, month, images, key });
    await deps.reached?.("charged");
    await settleCharge(documents, place, key, isCharged);
    // Refused, so it was not charged under this key before either; the next note is made for what is left of the cap.
    if (!isCharged) return leftCents;
    leftCents -= images * price;
  }
  return leftCents;
}

interface Charge {
  readonly lineItem: string;
  readonly month: string;
  readonly images: number;
  readonly key: string;
}

/** False when Shopify refuses, which the log tells. Throws ConnectorErrors. */
async function charge(
  deps: MeterDeps,
  metered: Metered,
  { lineItem, month, images, key }: Charge,
): Promise<boolean> {
  const { settings, log } = deps;
  const cents = images * centsOf(settings.pricePerImage);
  const { appUsageRecordCreate: answer } = await metered.client.call(recordUsage, {
    lineItem,
    price: { amount: amountOf(cents), currencyCode: settings.currency },
    description: `${images} image${images === 1 ? "" : "s"} in ${month}`,
    key,
  });
  if (answer.appUsageRecord !== null) return true;
  const { shop } = metered;
  const reason = answer.userErrors.map(({ message }) => message).join(" ");
  // Shopify gives its reasons no codes. Somebody else may have charged meanwhile what was left of the cap.
  const subscription = await activeSubscription(deps, metered);
  if (subscription !== undefined && subscription.leftCents < cents) {
    log("info", "A charge is beyond what the shop has agreed to; it waits until there is room", {
      shop,
      month,
      images,
      reason,
    });
  } else {
    log("error", "Shopify refuses a charge: nobody pays for these images until it takes one", {
      shop,
      month,
      images,
      reason,
    });
  }
  return false;
}
