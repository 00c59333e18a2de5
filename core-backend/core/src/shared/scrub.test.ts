import { expect, it } from "vitest";
import { scrub } from "./scrub.ts";

it.for([
  ["mail to ada.l@mail.example.com failed", "mail to [address] failed"],
  ["<ada@example.org>: 550", "<[address]>: 550"],
  ["key aql_0123456789abcdef is unknown", "key [key] is unknown"],
  ["Bearer eyJhbGciOi.eyJzdWIi.c2ln", "Bearer [token]"],
  ["smtp://ada:pass@mail.example/ refused", "smtp://[credentials]@mail.example/ refused"],
  ["GET https://x.example/a?signature=1&b=2 gave 500", "GET https://x.example/a?[query] gave 500"],
  ["at run (file:///srv/app/core/src/a.ts:10:3)", "at run (file:///srv/app/core/src/a.ts:10:3)"],
] as const)("%s", ([text, expected]) => {
  expect(scrub(text)).toBe(expected);
});

it("leaves out texts that are known to be private", () => {
  expect(scrub('No: "a red mug", a red mug.', ["a red mug", ""])).toBe('No: "[withheld]", [withheld].');
});
