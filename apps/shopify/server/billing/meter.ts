import type { Client } from "@assetql/client";
import { recordUsage, type ShopClient } from "@assetql/shopify";
import { z } from "zod";
import { change, type Documents, read } from "../store/documents.ts";
import { amountOf, centsOf } from "./cents.ts";
import { activeSubscription, type BillingSettings, type UsageSubscription } from "./subscription.ts";
import { imagesOf, monthBefore, monthOf } from "./usage.ts";

/** Images of a month, the free ones not counted. */
const meterSchema = z.object({
  /** So many are charged. */
  charged: z.int(),
  /** Those up to here are being charged under this key, or were, and nobody noted it. */
  pending: z.object({ to: z.int(), key: z.string() }).nullable(),
});
type Meter = z.infer<typeof meterSchema>;

export interface MeterPlace {
  readonly shop: string;
  readonly workspaceId: string;
  readonly month: string;
}

const placeOf = ({ shop, workspaceId, month }: MeterPlace) => ({
  shop,
  key: `billing/${workspaceId}/${month}`,
  schema: meterSchema,
});

/** Images of a month that are charged, the free ones not counted. */
export async function chargedImages(documents: Documents, place: MeterPlace): Promise<number> {
  return (await read(documents, placeOf(place), meterSchema))?.value.charged ?? 0;
}

export interface MeterDeps {
  readonly documents: Documents;
  readonly settings: BillingSettings;
  readonly now: () => number;
  /** Called between the steps; a test may stop there for good, as a process can. */
  readonly reached?: (step: "noted" | "charged") => Promise<void> | void;
}

export interface Metered {
  readonly shop: string;
  /** Of the shop's own workspace: what it makes in another's is the other's to pay. */
  readonly workspaceId: string;
  readonly admin: Client;
  readonly client: ShopClient;
}

const NOTHING: Meter = { charged: 0, pending: null };
/** What somebody began, and what has come since; a few more when others charge at the same time. */
const MOST_CHARGES = 4;

/**
 * Charges what was made and is not charged yet, of this month and the last: batches of its last days end in the next.
 *
 * What is charged is noted first, with a key that Shopify charges once: whenever this ends in the middle, and however
 * many do it at the same time, the same charge is sent again with the same key. What goes beyond the cap stays noted
 * nowhere, and is charged when the next period has begun.
 */
export async function chargeUsage(deps: MeterDeps, metered: Metered): Promise<void> {
  const subscription = await activeSubscription(metered.client);
  if (subscription === undefined) return;
  const month = monthOf(deps.now());
  let { leftCents } = subscription;
  for (const one of [monthBefore(month), month]) {
    leftCents = await chargeMonth(deps, metered, { ...subscription, leftCents, month: one });
  }
}

interface MonthToCharge extends UsageSubscription {
  readonly month: string;
}

/** Returns what is left of the cap. */
async function chargeMonth(deps: MeterDeps, metered: Metered, of: MonthToCharge): Promise<number> {
  const place = placeOf({ ...metered, month: of.month });
  const { completed } = await imagesOf(metered.admin, of.month);
  const billable = Math.max(0, completed - deps.settings.freeImages);
  let { leftCents } = of;
  for (let charges = 0; charges < MOST_CHARGES; charges += 1) {
    const affordable = Math.floor(leftCents / centsOf(deps.settings.pricePerImage));
    const noted = await note(deps, place, { billable, affordable });
    if (noted.pending === null) return leftCents;
    await deps.reached?.("noted");
    const images = noted.pending.to - noted.charged;
    const isCharged = await charge(deps, metered, {
      lineItem: of.lineItem,
      month: of.month,
      images,
      key: noted.pending.key,
    });
    await deps.reached?.("charged");
    await settle(deps, place, noted.pending.key, isCharged);
    // Refused, so it was not charged under this key before either; the next note is made for what is left of the cap.
    if (!isCharged) return leftCents;
    leftCents -= images * centsOf(deps.settings.pricePerImage);
  }
  return leftCents;
}

type MeterDocument = ReturnType<typeof placeOf>;

/** What is to be charged now: what somebody began, or what has come since. */
async function note(
  { documents }: MeterDeps,
  place: MeterDocument,
  { billable, affordable }: { readonly billable: number; readonly affordable: number },
): Promise<Meter> {
  const noted = await change(documents, place, (now = NOTHING) => {
    if (now.pending !== null) return undefined;
    const to = Math.min(billable, now.charged + Math.max(0, affordable));
    if (to <= now.charged) return undefined;
    return { ...now, pending: { to, key: `${place.key}/${now.charged}-${to}` } };
  });
  return noted ?? NOTHING;
}

const settle = ({ documents }: MeterDeps, place: MeterDocument, key: string, isCharged: boolean) =>
  change(documents, place, (now) => {
    if (now?.pending?.key !== key) return undefined;
    return { charged: isCharged ? now.pending.to : now.charged, pending: null };
  });

interface Charge {
  readonly lineItem: string;
  readonly month: string;
  readonly images: number;
  readonly key: string;
}

/** False when Shopify refuses, as beyond the cap. Throws ConnectorErrors. */
async function charge(
  { settings }: MeterDeps,
  { client }: Metered,
  { lineItem, month, images, key }: Charge,
): Promise<boolean> {
  const { appUsageRecordCreate: answer } = await client.call(recordUsage, {
    lineItem,
    price: {
      amount: amountOf(images * centsOf(settings.pricePerImage)),
      currencyCode: settings.currency,
    },
    description: `${images} image${images === 1 ? "" : "s"} in ${month}`,
    key,
  });
  return answer.appUsageRecord !== null;
}
