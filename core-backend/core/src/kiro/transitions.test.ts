import { batchStatuses, taskStatuses } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import {
  assertBatchTransition,
  assertTaskTransition,
  IllegalTransitionError,
  isTerminal,
} from "./transitions.ts";

const legal = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(IllegalTransitionError);
    return false;
  }
};

describe("transitions", () => {
  it("never leave a batch's end", () => {
    for (const from of batchStatuses.filter(isTerminal)) {
      for (const to of batchStatuses) expect(legal(() => assertBatchTransition(from, to))).toBe(false);
    }
    expect(batchStatuses.filter(isTerminal)).toEqual(["completed", "failed", "cancelled"]);
  });

  it("let a task end only from a try, or without one", () => {
    const enders = (to: "completed" | "failed") =>
      taskStatuses.filter((from) => legal(() => assertTaskTransition(from, to)));
    expect(enders("completed")).toEqual(["processing"]);
    expect(enders("failed")).toEqual(["queued", "processing", "retrying"]);
  });
});
