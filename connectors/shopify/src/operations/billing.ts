import { z } from "zod";
import { operation } from "../client/operation.ts";

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });
const userErrorsSchema = z.array(z.object({ message: z.string() }));

const pricingSchema = z.discriminatedUnion("__typename", [
  z.object({
    __typename: z.literal("AppUsagePricing"),
    cappedAmount: moneySchema,
    balanceUsed: moneySchema,
  }),
  z.object({ __typename: z.literal("AppRecurringPricing") }),
]);

/** What a shop has agreed to pay the app. */
export const appSubscriptions = operation<Record<string, never>>()({
  name: "AppSubscriptions",
  document: `
  query AppSubscriptions {
    currentAppInstallation {
      activeSubscriptions {
        id name status
        lineItems {
          id
          plan {
            pricingDetails {
              __typename
              ... on AppUsagePricing {
                cappedAmount { amount currencyCode }
                balanceUsed { amount currencyCode }
              }
            }
          }
        }
      }
    }
  }`,
  schema: z.object({
    currentAppInstallation: z.object({
      activeSubscriptions: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          status: z.string(),
          lineItems: z.array(z.object({ id: z.string(), plan: z.object({ pricingDetails: pricingSchema }) })),
        }),
      ),
    }),
  }),
});

export interface Money {
  /** With a dot, as in `12.50`. */
  readonly amount: string;
  readonly currencyCode: string;
}

/** Asks a shop to pay by usage, up to a cap in 30 days. */
export const createUsageSubscription = operation<{
  readonly name: string;
  readonly returnUrl: string;
  readonly test: boolean;
  readonly terms: string;
  readonly cap: Money;
}>()({
  name: "CreateUsageSubscription",
  document: `
  mutation CreateUsageSubscription(
    $name: String!, $returnUrl: URL!, $test: Boolean!, $terms: String!, $cap: MoneyInput!
  ) {
    appSubscriptionCreate(
      name: $name, returnUrl: $returnUrl, test: $test,
      lineItems: [{ plan: { appUsagePricingDetails: { terms: $terms, cappedAmount: $cap } } }]
    ) {
      confirmationUrl
      appSubscription { id }
      userErrors { message }
    }
  }`,
  schema: z.object({
    appSubscriptionCreate: z.object({
      confirmationUrl: z.string().nullable(),
      appSubscription: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    }),
  }),
});

/** Charges what was used. The same idempotency key charges once. */
export const recordUsage = operation<{
  readonly lineItem: string;
  readonly price: Money;
  readonly description: string;
  readonly key: string;
}>()({
  name: "RecordUsage",
  document: `
  mutation RecordUsage($lineItem: ID!, $price: MoneyInput!, $description: String!, $key: String!) {
    appUsageRecordCreate(
      subscriptionLineItemId: $lineItem, price: $price, description: $description, idempotencyKey: $key
    ) {
      appUsageRecord { id }
      userErrors { message }
    }
  }`,
  schema: z.object({
    appUsageRecordCreate: z.object({
      appUsageRecord: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    }),
  }),
});
