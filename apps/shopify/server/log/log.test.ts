import { expect, it } from "vitest";
import { createJsonLog, type LogLevel, wordsOf } from "./log.ts";

function logged(level: LogLevel, message: string, fields: Record<string, string | number | undefined> = {}) {
  const lines: string[] = [];
  createJsonLog((line) => lines.push(line), "info")(level, message, fields);
  return lines;
}

it("writes a JSON object a line, from a level up", () => {
  expect(logged("debug", "too little to tell")).toEqual([]);
  const [line = ""] = logged("warn", "two\nlines", { shop: "a.myshopify.com", n: 1, none: undefined });
  expect(line.endsWith("\n")).toBe(true);
  expect(line.trimEnd()).not.toContain("\n");
  expect(JSON.parse(line)).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    level: "warn",
    message: "two\nlines",
    shop: "a.myshopify.com",
    n: 1,
  });
});

it("lets no token, key or name of a person through, whoever writes it", () => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  const jwe = "eyJhbGciOiJkaXIifQ..abc.def.ghi";
  const [line = ""] = logged("error", `GET /app?id_token=${jwt}&hmac=abc123&shop=a`, {
    error: `refused shpat_0123abc and shprt_9-x for aql_k-e_y, ${jwe}`,
    accessToken: "plain",
    email: "anna@example.com",
    personName: "Anna",
    apiKey: "0123",
  });
  expect(line).not.toMatch(/eyJ|shpat|shprt|aql_|plain|anna|Anna|abc123|0123/);
  expect(line).toContain("shop=a");
  expect(line.match(/\[secret\]/g)?.length).toBe(6);
});

it("says of an error its words alone", () => {
  expect(wordsOf(new Error("It broke"))).toBe("It broke");
  expect(wordsOf(new Response(null, { status: 502 }))).toBe("HTTP 502");
  expect(wordsOf("text")).toBe("text");
});
