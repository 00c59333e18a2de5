import { ProblemError } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Collection, create, GeneratorError, type ImageGenerator, replace } from "../ports/index.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";

/** What one model may do in a day, UTC; what is absent has no limit. */
export interface DailyBudget {
  /** Calls of the generator, each of which may make one image. */
  readonly images?: number | undefined;
  readonly usd?: number | undefined;
}

/** What one model did in a day. Written only where there is a budget. */
const dailySpendSchema = z.object({
  id: z.string(),
  images: z.int().nonnegative(),
  microUsd: z.int().nonnegative(),
});
type DailySpend = z.infer<typeof dailySpendSchema>;

export const dailySpends: Collection<DailySpend> = {
  name: "daily-spends",
  parse: (value) => dailySpendSchema.parse(value),
  id: ({ id }) => id,
  // An id ends with its day; they are no longer needed when it is over.
  indexes: { byDay: ({ id }) => ({ partition: "all", sort: id.slice(-10) }) },
};

export type BudgetDeps = Pick<CoreDeps, "store" | "clock" | "generators" | "settings">;

/**
 * Calls the generator if its budget of the day has room. The call counts before it is made, so that neither a crash
 * nor many at once can overshoot; one that the generator turns down as unavailable is given back. Throws the
 * GeneratorError `unavailable` when the budget is used up: the task then waits for the next day and loses no try.
 */
export async function withinBudget<T>(
  deps: BudgetDeps,
  generator: ImageGenerator,
  call: () => Promise<T>,
): Promise<T> {
  const budget = budgetOf(deps, generator);
  if (budget === undefined) return call();
  const giveBack = await take(deps, generator, budget);
  try {
    return await call();
  } catch (error) {
    if (error instanceof GeneratorError && error.kind === "unavailable") await giveBack();
    throw error;
  }
}

/** Takes one call out of the day's budget; returns the function that gives it back to the same day. */
async function take(
  deps: BudgetDeps,
  generator: ImageGenerator,
  budget: DailyBudget,
): Promise<() => Promise<void>> {
  const now = deps.clock.now();
  const id = `${generator.id}.${new Date(now).toISOString().slice(0, 10)}`;
  const microUsd = Math.round(generator.describe().costPerImageUsd * 1_000_000);
  await change(deps, id, (spent) => {
    const next = { id, images: spent.images + 1, microUsd: spent.microUsd + microUsd };
    if (isWithin(next, budget)) return next;
    throw usedUp(generator, { budget, now });
  });
  return () =>
    change(deps, id, (spent) => ({
      id,
      images: Math.max(0, spent.images - 1),
      microUsd: Math.max(0, spent.microUsd - microUsd),
    }));
}

/** Throws the problem `request-invalid` for a budget of a model that is not there: it would limit nothing. */
export function assertBudgetsKnown({
  generators,
  settings,
}: Pick<CoreDeps, "generators" | "settings">): void {
  const unknown = Object.keys(settings.dailyBudgets).find((model) => generators.find(model) === undefined);
  if (unknown === undefined) return;
  const known = generators.models.map((model) => `"${model}"`).join(", ");
  throw new ProblemError(
    "request-invalid",
    `There is no model "${unknown}" here to hold to a daily budget. There are: ${known}.`,
  );
}

/** A budget may be set under any of a generator's names, `default` among them. */
function budgetOf({ generators, settings }: BudgetDeps, generator: ImageGenerator): DailyBudget | undefined {
  const names = Object.keys(settings.dailyBudgets);
  const name =
    names.find((one) => one === generator.id) ?? names.find((one) => generators.find(one) === generator);
  return name === undefined ? undefined : settings.dailyBudgets[name];
}

function isWithin({ images, microUsd }: DailySpend, budget: DailyBudget): boolean {
  if (budget.images !== undefined && images > budget.images) return false;
  return budget.usd === undefined || microUsd <= Math.round(budget.usd * 1_000_000);
}

/** As many as run at once write the same small record; who is second reads it again. */
async function change(
  { store }: BudgetDeps,
  id: string,
  next: (spent: DailySpend) => DailySpend,
): Promise<void> {
  await untilNoConflict(async () => {
    const stored = await store.get(dailySpends, id);
    const spend = next(stored?.value ?? { id, images: 0, microUsd: 0 });
    await store.transact([
      stored === undefined ? create(dailySpends, spend) : replace(dailySpends, spend, stored.revision),
    ]);
  });
}

function usedUp(generator: ImageGenerator, { budget, now }: { budget: DailyBudget; now: number }) {
  const parts = [
    budget.images === undefined ? [] : [`${budget.images} ${budget.images === 1 ? "image" : "images"}`],
    budget.usd === undefined ? [] : [`$${budget.usd}`],
  ].flat();
  const date = new Date(now);
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
  const day = new Date(midnight).toISOString().slice(0, 10);
  return new GeneratorError(
    "unavailable",
    `The daily budget of the model "${generator.id}" (${parts.join(", ")}) is used up. ` +
      `The task goes on by itself on ${day} (UTC), or earlier if the hub is started with a larger budget.`,
    Math.ceil((midnight - now) / 1000),
  );
}
