import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ownSecret } from "./own-secret.ts";
import { createSealer, SealBrokenError } from "./sealer.ts";

const secret = "0123456789abcdef0123456789abcdef";

it("opens what it sealed, for the same purpose alone, also after it was made anew", async () => {
  const sealed = await createSealer(secret).seal("aql_key", "admin/a/ws_1");
  expect(sealed).not.toContain("aql_key");
  expect(await createSealer(secret).open(sealed, "admin/a/ws_1")).toBe("aql_key");
  await expect(createSealer(secret).open(sealed, "admin/b/ws_1")).rejects.toThrow(SealBrokenError);
  await expect(createSealer(`${secret}x`).open(sealed, "admin/a/ws_1")).rejects.toThrow(SealBrokenError);
  await expect(createSealer(secret).open("not sealed", "admin/a/ws_1")).rejects.toThrow(SealBrokenError);
});

it("seals the same differently each time", async () => {
  const { seal } = createSealer(secret);
  expect(await seal("aql_key", "p")).not.toBe(await seal("aql_key", "p"));
});

it("makes the data folder's own secret once, for its owner alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assetql-secret-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const data = join(folder, "data");
  const made = await Promise.all([ownSecret(data), ownSecret(data)]);
  expect(made[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await ownSecret(data)).toBe(made[0]);
  if (process.platform !== "win32") expect(statSync(join(data, "secret")).mode & 0o777).toBe(0o600);
});
