import { expect, it } from "vitest";
import { createStrangerLog } from "./stranger-log.ts";

it("a stranger is told of once a minute, and never at length", () => {
  const told: unknown[] = [];
  let now = 5;
  const tell = createStrangerLog(
    (level, _message, fields) => told.push([level, fields]),
    () => now,
  );
  const refusal = { status: 403, detail: "No." };
  tell(refusal);
  expect(told).toEqual([]);
  tell({ ...refusal, stranger: { origin: "o".repeat(101) } });
  now += 59_999;
  tell({ ...refusal, stranger: { host: "evil.example" } });
  expect(told).toEqual([["warn", { origin: "o".repeat(100) }]]);
  now += 1;
  tell({ ...refusal, stranger: { host: "h".repeat(101) } });
  expect(told.slice(1)).toEqual([["warn", { host: "h".repeat(100) }]]);
});
