import type { DailyBudget } from "@assetql/core";
import type { RateLimitOptions } from "@assetql/embedded";
import { z } from "zod";

const RATE_WORDS = "must be off or the requests a minute of one key, such as 100";

/** `off`, or the requests a minute of one key; an address may make ten times as many, and either twice as many at once. */
export const rateLimitSchema = z
  .string()
  .trim()
  .regex(/^(off|[1-9]\d{0,6})$/, RATE_WORDS)
  .transform((text) => (text === "off" ? "off" : limitsOf(Number(text))));

function limitsOf(perMinute: number): RateLimitOptions {
  const burst = 2 * perMinute;
  return { perKey: { perMinute, burst }, perAddress: { perMinute: 10 * perMinute, burst } };
}

const BUDGET = /^([^=\s]+)=(?:(\d{1,9})|(\d{1,9}(?:\.\d{1,6})?)usd)$/i;
const BUDGET_WORDS = "must be such as draft=1000 (images a day) or draft=2.50usd (cost a day)";

/** Budgets by model: of `model=IMAGES` and `model=AMOUNTusd`, in any number and order. */
export const dailyBudgetsSchema = z
  .array(z.string().trim().regex(BUDGET, BUDGET_WORDS))
  .transform((texts) => {
    const budgets: Record<string, DailyBudget> = {};
    for (const text of texts) {
      const [, model = "", images, usd] = BUDGET.exec(text) ?? [];
      budgets[model] = {
        ...budgets[model],
        ...(images === undefined ? {} : { images: Number(images) }),
        ...(usd === undefined ? {} : { usd: Number(usd) }),
      };
    }
    return budgets;
  });

/** The same, in one text with spaces or commas between. */
export const dailyBudgetsTextSchema = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
  .pipe(dailyBudgetsSchema);
