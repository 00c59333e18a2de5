import type { BillingStatus } from "../../server/services.ts";

/** What images cost the merchant, beside what is free. */
export interface Payment {
  /** Images that are paid for. */
  readonly paid: number;
  /** Of them all, in the currency of the plan. */
  readonly total: number;
  /** What they cannot be made without: a plan that is agreed to, or more than the agreed limit pays for. */
  readonly lacks: "plan" | "limit" | undefined;
}

export function paymentOf(
  { plan, freeLeft, imagesLeft, pricePerImage }: BillingStatus,
  images: number,
): Payment {
  const paid = Math.max(0, images - freeLeft);
  const isBeyond = images > imagesLeft;
  return {
    paid,
    // By whole cents, as it is charged.
    total: (paid * Math.round(Number(pricePerImage.amount) * 100)) / 100,
    lacks: isBeyond ? (plan === "free" ? "plan" : "limit") : undefined,
  };
}
