import { ApiProblemError } from "@assetql/client";
import { ConnectorError } from "@assetql/connector-sdk";
import { expect, it } from "vitest";
import { problemOf } from "./problems.ts";

it("says how long the hub or Shopify asked to wait", () => {
  const detail = "This key may make 100 requests a minute, and up to 200 at once. Try again in 12 s.";
  const problem = { type: "about:blank", title: "Too many requests", status: 429, detail } as const;
  expect(problemOf(new ApiProblemError({ ...problem, code: "rate-limited" }))).toMatchObject({
    code: "rate-limited",
    status: 429,
    retryAfterMs: 12_000,
  });
  expect(problemOf(new ConnectorError("rate-limited", "Slower.", { retryAfterMs: 2_000 }))).toMatchObject({
    retryAfterMs: 2_000,
  });
  expect(problemOf(new ApiProblemError({ ...problem, status: 409, code: "conflict" }))).not.toHaveProperty(
    "retryAfterMs",
  );
});
