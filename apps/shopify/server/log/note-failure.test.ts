import { expect, it } from "vitest";
import { createJsonLog } from "./log.ts";
import { noteFailure } from "./note-failure.ts";

it("tells what failed and where, and nothing of what it was asked with", () => {
  const lines: string[] = [];
  const note = noteFailure(createJsonLog((line) => lines.push(line), "info"));
  const error = new TypeError(
    "GET https://app.example/app?shop=a&id_token=eyJhbGciOiJub25lIn0.e30.x failed for shpat_123\nname=Sasha",
  );
  error.stack = `TypeError: ${error.message}\n    at load (/app/build/server/index.js:12:7)\n    at query=Mila\n    at node:internal/x:3:1`;
  note(error, { path: "/app", requestId: "one" });
  note("text", { path: "/app", requestId: "two" });
  const [first, second] = lines.map((line) => JSON.parse(line));
  expect(first).toMatchObject({
    level: "error",
    path: "/app",
    requestId: "one",
    kind: "TypeError",
    at: "load (/app/build/server/index.js:12:7) < node:internal/x:3:1",
  });
  expect(lines.join("")).not.toMatch(/eyJ|shpat_|shop=a|Mila|Sasha/);
  expect(second).toMatchObject({ requestId: "two", kind: "string", error: "text" });
});
