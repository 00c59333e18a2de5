import { page } from "../api/pages.ts";
import type { Subscription, SubscriptionLineItem, UsageRecord } from "../backstage.ts";
import { type CallContext, type FieldFunction, only, unsupported, type View } from "../context.ts";
import { type UserError, userError } from "../errors.ts";
import { freeId, globalId, numberIn, timeNow } from "../state.ts";

/** What a usage plan is billed for: 30 days. */
const PERIOD_MS = 30 * 86_400_000;

interface MoneyInput {
  readonly amount: string;
  readonly currencyCode: string;
}

interface LineItemInput {
  readonly plan: {
    readonly appUsagePricingDetails?: { readonly cappedAmount: MoneyInput; readonly terms: string } | null;
    readonly appRecurringPricingDetails?: unknown;
  };
}

/**
 * `appSubscriptionCreate` with usage pricing: PENDING until the merchant agrees at the `confirmationUrl`.
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/appSubscriptionCreate
 */
export const createSubscription: FieldFunction = (args, context) => {
  const { backstage } = context;
  const known = ["name", "returnUrl", "test", "trialDays", "lineItems", "replacementBehavior"];
  only(context, "appSubscriptionCreate", args, known);
  const inputs = args.lineItems as readonly LineItemInput[];
  const lineItems = inputs.map(({ plan }): SubscriptionLineItem => {
    const usage = plan.appUsagePricingDetails;
    if (usage === null || usage === undefined || plan.appRecurringPricingDetails !== undefined) {
      throw unsupported(context, "appSubscriptionCreate with other than usage pricing");
    }
    return {
      id: freeId(backstage.state, new Map()),
      terms: usage.terms,
      capCents: centsOf(usage.cappedAmount.amount),
      currency: usage.cappedAmount.currencyCode,
      records: [],
    };
  });
  const id = freeId(backstage.state, backstage.subscriptions);
  const subscription: Subscription = {
    id,
    name: String(args.name),
    returnUrl: String(args.returnUrl),
    test: args.test === true,
    trialDays: Number(args.trialDays ?? 0),
    createdAt: timeNow(),
    status: "PENDING",
    lineItems,
  };
  backstage.subscriptions.set(id, subscription);
  return {
    __typename: "AppSubscriptionCreatePayload",
    appSubscription: subscriptionView(context, subscription),
    confirmationUrl: `https://${backstage.options.shop}/admin/charges/${backstage.options.clientId}/${id}/RecurringApplicationCharge/confirm_recurring_application_charge?signature=fake`,
    userErrors: [],
  };
};

/** `appSubscriptionCancel`: https://shopify.dev/docs/api/admin-graphql/latest/mutations/appSubscriptionCancel */
export const cancelSubscription: FieldFunction = (args, context) => {
  only(context, "appSubscriptionCancel", args, ["id"]);
  const subscription = context.backstage.subscriptions.get(numberIn("AppSubscription", args.id) ?? "");
  const payload = (userErrors: UserError[]) => ({
    __typename: "AppSubscriptionCancelPayload",
    appSubscription: subscription === undefined ? null : subscriptionView(context, subscription),
    userErrors,
  });
  if (subscription === undefined)
    return payload([userError(["id"], "Couldn't find RecurringApplicationCharge")]);
  if (subscription.status !== "ACTIVE" && subscription.status !== "PENDING") {
    return payload([userError(["id"], `Cannot cancel a subscription that is ${subscription.status}`)]);
  }
  subscription.status = "CANCELLED";
  return payload([]);
};

/**
 * `appUsageRecordCreate`: never above the cap, and the record from before for an idempotency key that was used.
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/appUsageRecordCreate
 */
export const createUsageRecord: FieldFunction = (args, context) => {
  const id = numberIn("AppSubscriptionLineItem", args.subscriptionLineItemId);
  const found = [...context.backstage.subscriptions.values()]
    .flatMap((subscription) => subscription.lineItems.map((item) => ({ subscription, item })))
    .find(({ item }) => item.id === id);
  const refused = (field: string | null, message: string) => ({
    __typename: "AppUsageRecordCreatePayload",
    appUsageRecord: null,
    userErrors: [userError(field === null ? null : [field], message)],
  });
  if (found === undefined || found.subscription.status !== "ACTIVE") {
    return refused("subscriptionLineItemId", "The subscription line item must be of an active subscription");
  }
  const { item, subscription } = found;
  const key = typeof args.idempotencyKey === "string" ? args.idempotencyKey : null;
  if (key !== null && key.length > 255)
    return refused("idempotencyKey", "Idempotency key is too long (maximum is 255 characters)");
  const price = args.price as MoneyInput;
  if (price.currencyCode !== item.currency)
    return refused("price", "Currency code must match the subscription's");
  const before = key === null ? undefined : item.records.find(({ idempotencyKey }) => idempotencyKey === key);
  const record = before ?? {
    id: freeId(context.backstage.state, new Map()),
    description: String(args.description),
    cents: centsOf(price.amount),
    idempotencyKey: key,
    createdAt: timeNow(),
  };
  if (before === undefined) {
    if (usedCents(item) + record.cents > item.capCents) {
      return refused(null, "Total price exceeds balance remaining");
    }
    item.records.push(record);
  }
  return {
    __typename: "AppUsageRecordCreatePayload",
    appUsageRecord: recordView(context, { subscription, item, record }),
    userErrors: [],
  };
};

export function installationView(context: CallContext): View {
  const { backstage, scopes } = context;
  const active = [...backstage.subscriptions.values()].filter(({ status }) => status === "ACTIVE");
  return {
    __typename: "AppInstallation",
    id: globalId("AppInstallation", "1"),
    activeSubscriptions: () => active.map((subscription) => subscriptionView(context, subscription)),
    accessScopes: scopes.map((handle) => ({ __typename: "AccessScope", handle, description: handle })),
    launchUrl: `https://${backstage.options.shop}/admin/apps/${backstage.options.clientId}`,
  };
}

function subscriptionView(context: CallContext, subscription: Subscription): View {
  const { id, name, returnUrl, test, trialDays, createdAt, status, lineItems } = subscription;
  const end = new Date(Date.parse(createdAt) + PERIOD_MS).toISOString();
  return {
    __typename: "AppSubscription",
    id: globalId("AppSubscription", id),
    name,
    returnUrl,
    test,
    trialDays,
    createdAt,
    status,
    currentPeriodEnd: status === "ACTIVE" ? end : null,
    lineItems: () => lineItems.map((item) => lineItemView(context, subscription, item)),
  };
}

function lineItemView(context: CallContext, subscription: Subscription, item: SubscriptionLineItem): View {
  return {
    __typename: "AppSubscriptionLineItem",
    id: globalId("AppSubscriptionLineItem", item.id),
    plan: {
      __typename: "AppPlanV2",
      pricingDetails: {
        __typename: "AppUsagePricing",
        balanceUsed: money(usedCents(item), item.currency),
        cappedAmount: money(item.capCents, item.currency),
        interval: "EVERY_30_DAYS",
        terms: item.terms,
      },
    },
    usageRecords: (args: Readonly<Record<string, unknown>>) =>
      page(
        context,
        args,
        item.records.map((record, index) => ({
          id: record.id,
          view: () => recordView(context, { subscription, item, record }),
          sort: { CREATED_AT: index },
        })),
        { name: "usageRecords", sortKey: "CREATED_AT" },
      ),
  };
}

function recordView(
  context: CallContext,
  of: { subscription: Subscription; item: SubscriptionLineItem; record: UsageRecord },
): View {
  const { subscription, item, record } = of;
  return {
    __typename: "AppUsageRecord",
    id: globalId("AppUsageRecord", record.id),
    description: record.description,
    idempotencyKey: record.idempotencyKey,
    createdAt: record.createdAt,
    price: money(record.cents, item.currency),
    subscriptionLineItem: () => lineItemView(context, subscription, item),
  };
}

const money = (cents: number, currencyCode: string): View => ({
  __typename: "MoneyV2",
  amount: (cents / 100).toFixed(2),
  currencyCode,
});

const centsOf = (amount: string): number => Math.round(Number(amount) * 100);

const usedCents = ({ records }: SubscriptionLineItem): number =>
  records.reduce((sum, { cents }) => sum + cents, 0);

/** Shopify's page of the charge, with the merchant's two answers. */
export async function answerCharge(
  subscriptions: ReadonlyMap<string, Subscription>,
  request: Request,
): Promise<Response> {
  const id = /\/charges\/[^/]+\/(\d+)\//.exec(new URL(request.url).pathname)?.[1] ?? "";
  const subscription = subscriptions.get(id);
  if (subscription === undefined) return new Response("Not Found", { status: 404 });
  if (request.method !== "POST") {
    const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Approve subscription</title><h1>${subscription.name.replaceAll("<", "&lt;")}</h1><form method="post"><button name="decision" value="approve">Approve</button><button name="decision" value="decline">Decline</button></form></html>`;
    return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
  }
  const decision = new URLSearchParams(await request.text()).get("decision");
  decide(subscriptions, id, decision === "approve" ? "approve" : "decline");
  const back = new URL(subscription.returnUrl);
  back.searchParams.set("charge_id", id);
  return new Response(null, { status: 302, headers: { location: back.href } });
}

/** A subscription that is agreed to ends the one before, as with the standard replacement. */
export function decide(
  subscriptions: ReadonlyMap<string, Subscription>,
  id: string,
  decision: "approve" | "decline",
): void {
  const subscription = subscriptions.get(numberIn("AppSubscription", id) ?? id);
  if (subscription?.status !== "PENDING") throw new Error(`Subscription ${id} does not wait for a decision`);
  if (decision === "approve") {
    for (const other of subscriptions.values()) {
      if (other.status === "ACTIVE") other.status = "CANCELLED";
    }
  }
  subscription.status = decision === "approve" ? "ACTIVE" : "DECLINED";
}
