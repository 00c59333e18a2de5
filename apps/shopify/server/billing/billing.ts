import type { ShopClient } from "@assetql/shopify";
import type { Connected } from "../connection/connections.ts";
import { AppProblemError } from "../problems.ts";
import type { Billing, BillingAllowance } from "../services.ts";
import type { Documents } from "../store/documents.ts";
import { amountOf, centsOf } from "./cents.ts";
import { chargedImages } from "./meter.ts";
import {
  activeSubscription,
  type BillingSettings,
  beginSubscription,
  type UsageSubscription,
} from "./subscription.ts";
import { imagesOf, type MonthImages, monthOf } from "./usage.ts";

export interface BillingDeps {
  readonly documents: Documents;
  readonly settings: BillingSettings;
  /** Of the app, at Shopify. */
  readonly apiKey: string;
  readonly now: () => number;
}

export interface BilledShop {
  readonly shop: string;
  readonly connected: Connected;
  readonly client: ShopClient;
}

/** Beside what people see of it: whether images may be made. */
export interface ShopBilling extends Billing {
  /** Throws the problems `billing-needed` and `billing-cap-reached` when so many more images would not be paid for. */
  assertMayMake(images: number): Promise<void>;
}

/**
 * What a shop pays. In a workspace of somebody else nothing is asked: whoever has it pays for what is made there.
 */
export function createBilling(deps: BillingDeps, { shop, connected, client }: BilledShop): ShopBilling {
  const { settings, apiKey, now } = deps;
  const { pricePerImage, currency, freeImages } = settings;
  const isOn = settings.mode !== "off" && connected.record.own?.workspaceId === connected.place.workspaceId;
  const images = () => imagesOf(connected.admin, monthOf(now()));
  const leftWithin = async (subscription: UsageSubscription, asked: number): Promise<number> => {
    const { workspaceId } = connected.place;
    const charged = await chargedImages(deps.documents, { shop, workspaceId, month: monthOf(now()) });
    return affordableImages(settings, subscription, { asked, charged });
  };
  const allowanceOf = ({ asked, completed }: MonthImages): BillingAllowance => ({
    freeImages,
    freeLeft: Math.max(0, freeImages - asked),
    usedImages: completed,
    pricePerImage: { amount: pricePerImage, currency },
  });
  return {
    isOn,
    allowance: async () => allowanceOf(await images()),
    async status() {
      const [made, subscription] = await Promise.all([
        images(),
        isOn ? activeSubscription(client) : undefined,
      ]);
      const allowance = allowanceOf(made);
      if (subscription === undefined) {
        return { ...allowance, plan: "free", imagesLeft: allowance.freeLeft, cap: null };
      }
      return {
        ...allowance,
        plan: "usage",
        imagesLeft: await leftWithin(subscription, made.asked),
        cap: amountOf(subscription.capCents),
      };
    },
    begin: () => beginSubscription(client, settings, `https://${shop}/admin/apps/${apiKey}/app/settings`),
    async assertMayMake(more) {
      if (!isOn || more === 0) return;
      const { asked } = await images();
      if (asked + more <= freeImages) return;
      const subscription = await activeSubscription(client);
      if (subscription === undefined) throw needed(settings, { asked, more });
      const left = await leftWithin(subscription, asked);
      if (more > left) throw capReached(settings, { subscription, left, more });
    },
  };
}

function needed(
  { freeImages }: BillingSettings,
  { asked, more }: { readonly asked: number; readonly more: number },
): AppProblemError {
  const left = Math.max(0, freeImages - asked);
  return new AppProblemError(
    "billing-needed",
    `${left} of this month's ${freeImages} free images ${left === 1 ? "is" : "are"} left, and this would make ${more}. Agree to pay by image in the settings, or make fewer.`,
  );
}

interface Asked {
  /** Images that were made or are being made this month. */
  readonly asked: number;
  /** Those that are charged: the others come out of the same cap. */
  readonly charged: number;
}

/** How many more images are free, or paid for by what is left of the cap. */
function affordableImages(
  { freeImages, pricePerImage }: BillingSettings,
  { leftCents }: UsageSubscription,
  { asked, charged }: Asked,
): number {
  const free = Math.max(0, freeImages - asked);
  const owed = Math.max(0, asked - freeImages) - charged;
  return Math.max(0, free + Math.floor(leftCents / centsOf(pricePerImage)) - owed);
}

interface Beyond {
  readonly subscription: UsageSubscription;
  readonly left: number;
  readonly more: number;
}

const capReached = (
  { currency }: BillingSettings,
  { subscription: { capCents }, left, more }: Beyond,
): AppProblemError =>
  new AppProblemError(
    "billing-cap-reached",
    `Your limit of ${amountOf(capCents)} ${currency} in 30 days is enough for ${left} more image${left === 1 ? "" : "s"}, and this would make ${more}. Make fewer, or wait until the next 30 days begin.`,
  );
