import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-mail-"));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  [["--smtp", "smtp://hub:secret@mail.example.com"], {}, "Mail needs a sender"],
  [
    ["--mail-from", "hub@example.com"],
    { ASSETQL_SMTP_URL: "https://hub:secret@mail.example.com" },
    "SMTP address",
  ],
  [["--smtp", "smtp://hub:secret@mail.example.com"], { ASSETQL_MAIL_FROM: "nobody" }, "is not a sender"],
])(
  "assetql start refuses mail settings that cannot be right, in words without a password: %j %j",
  async (args, variables, words) => {
    const run = await runAssetql(["start", "--port", "0", "--data", "data", ...args], { folder, variables });
    expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(run.stderr).not.toContain("secret");
  },
);
