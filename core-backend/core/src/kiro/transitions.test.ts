import { type Batch, batchStatuses, taskStatuses } from "@assetql/contract";
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
  it("leave a batch's end only to do something again, and never after it was cancelled", () => {
    const after = (from: Batch["status"]) =>
      batchStatuses.filter((to) => legal(() => assertBatchTransition(from, to)));
    expect(batchStatuses.filter(isTerminal)).toEqual(["completed", "failed", "cancelled"]);
    expect(after("completed")).toEqual(["processing"]);
    expect(after("failed")).toEqual(["processing", "completed"]);
    expect(after("cancelled")).toEqual([]);
  });

  it("let a task end only from a try, without one, or by a person who accepts what failed", () => {
    const enders = (to: "completed" | "failed") =>
      taskStatuses.filter((from) => legal(() => assertTaskTransition(from, to)));
    expect(enders("completed")).toEqual(["processing", "failed"]);
    expect(enders("failed")).toEqual(["queued", "processing", "retrying"]);
  });
});
