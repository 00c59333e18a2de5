import { expect, it } from "vitest";
import { measureGate } from "./measure-gate.ts";

/** A lean sample; `node test/style/measure-gate.ts 40` draws a larger one. */
const DRAFTS_PER_STYLE = 6;

it("lets drafts through the gate of their own style, and not through those of others", async () => {
  const { styles, passRates } = await measureGate(DRAFTS_PER_STYLE);
  const own = passRates.map((rates, index) => rates[index] ?? 0);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(styles.length).toBeGreaterThanOrEqual(5);
  expect(
    mean(own),
    `own: ${styles.map((style, index) => `${style} ${own[index]}`).join(", ")}`,
  ).toBeGreaterThanOrEqual(0.9);
  const others = passRates.flatMap((rates, index) => rates.filter((_, column) => column !== index));
  expect(mean(others)).toBeLessThanOrEqual(0.1);
}, 300_000);
