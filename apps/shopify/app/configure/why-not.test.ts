import { expect, it } from "vitest";
import type { PlanPreview } from "../../server/batches/shop-batches.ts";
import { whyNot } from "./why-not.ts";

const preview: PlanPreview = {
  valid: true,
  images: 2,
  prompts: [],
  problems: [],
  estimatedCost: { currency: "USD", perImage: 0, total: 0, atMost: 0, generator: "Test" },
  estimatedSeconds: 1,
  quota: { plan: "free", limit: 50, used: 0, remaining: 50, resetsAt: 0 },
  hasEnoughQuota: true,
};
const looked = {
  missing: undefined,
  preview,
  isCurrent: true,
  hasFailed: false,
  isQuotaShort: false,
  isPlanNeeded: false,
  isRefused: false,
};

it("tells why nothing can be created: what is missing first, then the quota, then the template", () => {
  expect(whyNot(looked)).toBeUndefined();
  expect(whyNot({ ...looked, missing: "style", isQuotaShort: true })).toBe("style");
  expect(whyNot({ ...looked, isQuotaShort: true, isCurrent: false })).toBe("quota");
  expect(whyNot({ ...looked, isPlanNeeded: true, isCurrent: false })).toBe("plan");
  expect(whyNot({ ...looked, isCurrent: false })).toBe("checking");
  expect(whyNot({ ...looked, preview: undefined })).toBe("checking");
  expect(whyNot({ ...looked, isCurrent: false, hasFailed: true })).toBe("failed");
  expect(whyNot({ ...looked, preview: { ...preview, valid: false, hasEnoughQuota: false } })).toBe("quota");
  expect(whyNot({ ...looked, preview: { ...preview, valid: false } })).toBe("problems");
  expect(whyNot({ ...looked, isRefused: true })).toBe("problems");
});
