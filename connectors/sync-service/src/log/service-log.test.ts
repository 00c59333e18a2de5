import { expect, it } from "vitest";
import { correlated } from "./correlation.ts";
import { createJsonLog, createServiceLog } from "./service-log.ts";

it("writes a JSON object a line, with the correlation id and without secrets", () => {
  const lines: string[] = [];
  const secrets = new Set(["short"]);
  const log = createServiceLog(
    createJsonLog((line) => lines.push(line), "info"),
    secrets,
  );
  secrets.add("aql_marker_key");
  correlated("abcdefgh", () =>
    log("warn", "no aql_marker_key", { key: "x aql_marker_key y", n: 1, so: "short" }),
  );
  log("debug", "too little to tell");
  log("info", "alone");
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    level: "warn",
    message: "no [secret]",
    correlationId: "abcdefgh",
    key: "x [secret] y",
    n: 1,
    so: "short",
  });
  expect(lines[1]).not.toContain("correlationId");
});
