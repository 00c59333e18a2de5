import type { Client } from "@assetql/client";
import type { Log } from "@assetql/connector-sdk";
import type { ShopClient } from "@assetql/shopify";
import type { Connected } from "../connection/connections.ts";
import { AppProblemError } from "../problems.ts";
import type { Billing, BillingAllowance } from "../services.ts";
import { amountOf } from "./cents.ts";
import { imagesLeft, type LeftDeps } from "./images-left.ts";
import { type MeteredWorkspace, openMeter } from "./meters.ts";
import {
  activeSubscription,
  type BillingSettings,
  beginSubscription,
  type UsageSubscription,
} from "./subscription.ts";
import { imagesIn, type MonthImages, monthBefore, monthOf } from "./usage.ts";

export interface BillingDeps extends LeftDeps {
  /** Of the app, at Shopify. */
  readonly apiKey: string;
  readonly log: Log;
}

export interface BilledShop {
  readonly shop: string;
  readonly connected: Connected;
  readonly client: ShopClient;
}

export interface WantedImages {
  readonly images: number;
  /** Of their batch, where they count in the month of that; this month's otherwise. Milliseconds since 1970. */
  readonly submittedAt?: number;
}

/** Beside what people see of it: whether images may be made. */
export interface ShopBilling extends Billing {
  /**
   * Throws the problems `billing-needed`, `billing-month-used` and `billing-cap-reached` when so many more images would
   * not be paid for.
   */
  assertMayMake(wanted: WantedImages): Promise<void>;
}

/**
 * What a shop pays. In a workspace of somebody else nothing is asked: whoever has it pays for what is made there.
 */
export function createBilling(deps: BillingDeps, { shop, connected, client }: BilledShop): ShopBilling {
  const { settings, apiKey, now } = deps;
  const { pricePerImage, currency, freeImages } = settings;
  const { admin, record, place } = connected;
  const isOn = settings.mode !== "off" && record.own?.workspaceId === place.workspaceId;
  const thisMonth = () => monthOf(now());
  const workspace = { shop, workspaceId: place.workspaceId };
  const agreed = () => activeSubscription(deps, { shop, client });
  const allowanceOf = ({ asked, completed }: MonthImages): BillingAllowance => ({
    freeImages,
    freeLeft: Math.max(0, freeImages - asked),
    usedImages: completed,
    pricePerImage: { amount: pricePerImage, currency },
  });
  return {
    isOn,
    allowance: async () => allowanceOf(await imagesIn(admin, thisMonth())),
    async status() {
      const [made, subscription] = await Promise.all([
        imagesIn(admin, thisMonth()),
        isOn ? agreed() : undefined,
      ]);
      const allowance = allowanceOf(made);
      if (subscription === undefined) {
        return { ...allowance, plan: "free", imagesLeft: allowance.freeLeft, cap: null };
      }
      const { capCents, leftCents } = subscription;
      return {
        ...allowance,
        plan: "usage",
        imagesLeft: await imagesLeft(deps, { ...workspace, month: thisMonth() }, { admin, leftCents }),
        cap: amountOf(capCents),
      };
    },
    begin: () => beginSubscription(client, settings, `https://${shop}/admin/apps/${apiKey}/app/settings`),
    assertMayMake: async (wanted) => {
      if (isOn) await assertPaid(deps, { workspace, admin, agreed }, wanted);
    },
  };
}

interface Paying {
  readonly workspace: MeteredWorkspace;
  readonly admin: Client;
  readonly agreed: () => Promise<UsageSubscription | undefined>;
}

async function assertPaid(
  deps: BillingDeps,
  { workspace, admin, agreed }: Paying,
  { images: more, submittedAt = deps.now() }: WantedImages,
): Promise<void> {
  if (more === 0) return;
  const { documents, settings } = deps;
  const { freeImages } = settings;
  const place = { ...workspace, month: monthOf(submittedAt) };
  const thisMonth = monthOf(deps.now());
  const { asked, completed } = await imagesIn(admin, place.month);
  if (asked + more <= freeImages) return;
  const subscription = await agreed();
  if (subscription === undefined) {
    throw needed(settings, { asked, more, over: place.month < thisMonth ? place.month : undefined });
  }
  const left = await imagesLeft(deps, place, { admin, leftCents: subscription.leftCents });
  if (more > left) throw capReached(settings, { subscription, left, more });
  // What was made long ago and was never to be paid, as before there was billing, stays so.
  const isLongAgo = place.month < monthBefore(thisMonth);
  await openMeter(documents, place, isLongAgo ? Math.max(0, completed - freeImages) : 0);
}

interface Needed {
  readonly asked: number;
  readonly more: number;
  /** The month in which they count, when it is over. */
  readonly over: string | undefined;
}

function needed({ freeImages }: BillingSettings, { asked, more, over }: Needed): AppProblemError {
  const left = Math.max(0, freeImages - asked);
  const count = `free images ${left === 1 ? "is" : "are"} left, and this would make ${more}.`;
  if (over === undefined) {
    return new AppProblemError(
      "billing-needed",
      `${left} of this month's ${freeImages} ${count} Agree to pay by image in the settings, or make fewer.`,
    );
  }
  return new AppProblemError(
    "billing-month-used",
    `These images count in ${over}, in which their batch was made. Of the ${freeImages} of that month ${left} ${count} Make them in a new batch, or agree to pay by image in the settings.`,
  );
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
