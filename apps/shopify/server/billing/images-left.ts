import type { Client } from "@assetql/client";
import type { Documents } from "../store/documents.ts";
import { centsOf } from "./cents.ts";
import { type MeterPlace, metersOf } from "./meters.ts";
import type { BillingSettings, UsageSubscription } from "./subscription.ts";
import { imagesOf } from "./usage.ts";

export interface LeftDeps {
  readonly documents: Documents;
  readonly settings: BillingSettings;
  readonly now: () => number;
}

/**
 * How many more images of a month are free, or paid for by what is left of the cap. What was asked for in any month and
 * is not charged yet comes out of the same cap.
 */
export async function imagesLeft(
  { documents, settings: { freeImages, pricePerImage }, now }: LeftDeps,
  { month, ...workspace }: MeterPlace,
  { admin, leftCents }: { readonly admin: Client } & Pick<UsageSubscription, "leftCents">,
): Promise<number> {
  const meters = await metersOf(documents, workspace, now());
  const months = [month, ...meters.keys()].toSorted();
  const images = await imagesOf(admin, { from: months[0] ?? month, to: months.at(-1) ?? month });
  const askedIn = (month: string): number => images.get(month)?.asked ?? 0;
  const owed = [...meters].reduce(
    (sum, [month, { charged }]) => sum + Math.max(0, askedIn(month) - freeImages - charged),
    0,
  );
  const free = Math.max(0, freeImages - askedIn(month));
  return Math.max(0, free + Math.floor(leftCents / centsOf(pricePerImage)) - owed);
}
