import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import { bridgeProblemSchema, type ProblemCode, problemCatalogue, problemCodes } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { hubProblem, isHubAway } from "./problems.ts";

const refusal = (code: ProblemCode, more: Partial<ApiProblemError["problem"]> = {}) =>
  new ApiProblemError({
    type: `/problems/${code}`,
    ...problemCatalogue[code],
    code,
    detail: "Do something else.",
    ...more,
  });

describe("the hub's problems, as an editor is told of them", () => {
  it.each(problemCodes)("%s has a code of the bridge's, and the hub's words", (code) => {
    const problem = hubProblem(refusal(code));
    if (problem === undefined) throw new Error("It is no problem");
    const { code: told, message: detail, problems } = problem;
    expect(bridgeProblemSchema.safeParse({ code: told, detail, problems }).success).toBe(true);
    expect(detail).toMatch(code === "unauthenticated" ? /API key/ : /^Do something else\.$/);
  });

  it("say where in a CSV something is wrong", () => {
    const problems = [
      {
        code: "cell-empty",
        severity: "error",
        source: "csv",
        message: "The cell is empty.",
        row: 17,
        column: "sku",
      },
      { code: "csv-empty", severity: "error", source: "csv", message: "There are no rows." },
    ] as const;
    const told = hubProblem(refusal("input-invalid", { problems: [...problems] }));
    expect(told).toMatchObject({
      code: "input-invalid",
      problems: ['row 17, column "sku": The cell is empty.', "There are no rows."],
    });
  });

  it("are that it is away when nobody answers, or something that is no hub", () => {
    for (const error of [
      new ConnectionError("http://127.0.0.1:1", "x"),
      new UnexpectedResponseError(502, "x"),
    ]) {
      expect(isHubAway(error)).toBe(true);
      expect(hubProblem(error)).toMatchObject({ code: "hub-unreachable" });
    }
    expect(hubProblem(new UnexpectedResponseError(404, "x"))).toMatchObject({ code: "hub-refused" });
    expect(hubProblem(new Error("of our own"))).toBeUndefined();
  });
});
