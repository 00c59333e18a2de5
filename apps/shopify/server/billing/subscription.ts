import type { Log } from "@assetql/connector-sdk";
import { appSubscriptions, createUsageSubscription, type ShopClient } from "@assetql/shopify";
import { AppProblemError } from "../problems.ts";
import type { Settings } from "../settings/settings.ts";
import { centsOf } from "./cents.ts";

export type BillingSettings = Settings["billing"];

export const SUBSCRIPTION_NAME = "AssetQL images";

export interface UsageSubscription {
  /** What usage is charged to. */
  readonly lineItem: string;
  readonly capCents: number;
  /** What is left of the cap in this period. */
  readonly leftCents: number;
}

/**
 * What a shop has agreed to; undefined when it has not. What was agreed to in another currency than the app charges in
 * can be charged nothing, so it is as if there was none, and the shop may agree anew: then it is ended by Shopify.
 */
export async function activeSubscription(
  { settings, log }: { readonly settings: BillingSettings; readonly log: Log },
  { shop, client }: { readonly shop: string; readonly client: ShopClient },
): Promise<UsageSubscription | undefined> {
  const { currentAppInstallation } = await client.call(appSubscriptions, {});
  for (const { name, status, lineItems } of currentAppInstallation.activeSubscriptions) {
    if (name !== SUBSCRIPTION_NAME || status !== "ACTIVE") continue;
    for (const { id, plan } of lineItems) {
      const { pricingDetails } = plan;
      if (pricingDetails.__typename !== "AppUsagePricing") continue;
      const { cappedAmount, balanceUsed } = pricingDetails;
      if (cappedAmount.currencyCode !== settings.currency) {
        log("error", OTHER_CURRENCY, { shop, agreed: cappedAmount.currencyCode, set: settings.currency });
        continue;
      }
      const capCents = centsOf(cappedAmount.amount);
      return { lineItem: id, capCents, leftCents: capCents - centsOf(balanceUsed.amount) };
    }
  }
  return undefined;
}

const OTHER_CURRENCY =
  "A shop has agreed to pay in another currency than ASSETQL_SHOPIFY_CURRENCY: it is charged nothing and has its free images alone, until it agrees once more in the settings or the variable is set back";

/** Asks the shop to agree. The merchant does so at the address, and comes back to `returnUrl`. */
export async function beginSubscription(
  client: ShopClient,
  { mode, pricePerImage, cap, currency, freeImages }: BillingSettings,
  returnUrl: string,
): Promise<{ readonly confirmationUrl: string }> {
  const { appSubscriptionCreate: answer } = await client.call(createUsageSubscription, {
    name: SUBSCRIPTION_NAME,
    returnUrl,
    test: mode === "test",
    terms: `${pricePerImage} ${currency} for each image, after ${freeImages} free ones a month`,
    cap: { amount: cap, currencyCode: currency },
  });
  if (answer.confirmationUrl !== null) return { confirmationUrl: answer.confirmationUrl };
  throw new AppProblemError(
    "billing-refused",
    `Shopify does not begin the subscription: ${answer.userErrors.map(({ message }) => message).join(" ")}`,
  );
}
