import { describe, expect, it } from "vitest";
import { dailyBudgetsSchema, dailyBudgetsTextSchema, rateLimitSchema } from "./limit-options.ts";

describe("--rate-limit", () => {
  it("is off, or a number that gives both limits and their bursts", () => {
    expect(rateLimitSchema.parse("off")).toBe("off");
    expect(rateLimitSchema.parse("100")).toEqual({
      perKey: { perMinute: 100, burst: 200 },
      perAddress: { perMinute: 1_000, burst: 200 },
    });
  });

  it.each(["0", "-5", "many", "1.5", ""])("is not %j", (text) => {
    expect(rateLimitSchema.safeParse(text).success).toBe(false);
  });
});

describe("--daily-budget", () => {
  it("is of images or of money, or of both", () => {
    expect(dailyBudgetsSchema.parse(["draft=1000", "big=20", "big=2.50usd"])).toEqual({
      draft: { images: 1_000 },
      big: { images: 20, usd: 2.5 },
    });
    expect(dailyBudgetsTextSchema.parse("draft=1000, big=5USD")).toEqual({
      draft: { images: 1_000 },
      big: { usd: 5 },
    });
  });

  it.each(["draft", "draft=", "=5", "draft=some", "draft=-1", "draft=1.5"])("is not %j", (text) => {
    expect(dailyBudgetsSchema.safeParse([text]).success).toBe(false);
  });
});
