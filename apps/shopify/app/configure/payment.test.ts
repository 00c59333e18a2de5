import { expect, it } from "vitest";
import type { BillingStatus } from "../../server/services.ts";
import { paymentOf } from "./payment.ts";

const free: BillingStatus = {
  plan: "free",
  freeImages: 20,
  freeLeft: 5,
  imagesLeft: 5,
  usedImages: 15,
  pricePerImage: { amount: "0.29", currency: "EUR" },
  cap: null,
};
const paying: BillingStatus = { ...free, plan: "usage", imagesLeft: 12, cap: "2.03" };

it("takes the free images first, and needs a plan for more", () => {
  expect(paymentOf(free, 5)).toEqual({ paid: 0, total: 0, lacks: undefined });
  expect(paymentOf(free, 6)).toEqual({ paid: 1, total: 0.29, lacks: "plan" });
});

it("asks for the rest by the plan's price, as far as the agreed limit goes", () => {
  expect(paymentOf(paying, 12)).toEqual({ paid: 7, total: 2.03, lacks: undefined });
  expect(paymentOf(paying, 13)).toEqual({ paid: 8, total: 2.32, lacks: "limit" });
});
