/** What a workspace has subscribed to: 50, 500 or any number of assets a month (core/limits has the numbers). */
export const plans = ["free", "paid", "enterprise", "unlimited"] as const;
export type Plan = (typeof plans)[number];
