import { setImmediate } from "node:timers/promises";
import { changeIdSchema, type ReportEntryInput, type WorkControl } from "@assetql/contract";
import { expect, it } from "vitest";
import { createReporter } from "./reporter.ts";

const idOf = (name: string) => changeIdSchema.parse(`chg_reporter-${name}`);
const started = (name: string): ReportEntryInput => ({ type: "started", changeId: idOf(name) });

it("tells together, in its order, what comes up while a report is under way", async () => {
  const reports: (readonly ReportEntryInput[])[] = [];
  const answer = Promise.withResolvers<WorkControl>();
  const reporter = createReporter((entries) => {
    reports.push(entries);
    return answer.promise;
  });
  const entries = ["a", "b", "c", "d", "e"].map(started);
  const early = entries.slice(0, 2).map((entry) => reporter.add(entry));
  while (reports.length === 0) await setImmediate();
  const late = entries.slice(2).map((entry) => reporter.add(entry));
  answer.resolve({ control: "continue", busy: [idOf("b")] });

  expect(await Promise.all([...early, ...late])).toEqual(
    [false, true, false, false, false].map((busy) => ({ busy })),
  );
  expect(reports).toEqual([entries.slice(0, 2), entries.slice(2)]);
});
