import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretsBattery } from "@assetql/core/testing";
import { expect, it } from "vitest";
import { testSeed } from "../../../../test/support/test-seed.ts";
import { CredentialsKeyError, createSealedSecrets, loadCredentialsKey } from "./sealed-secrets.ts";

secretsBattery("Key file", {
  seed: testSeed(),
  async open() {
    const folder = mkdtempSync(join(tmpdir(), "assetql-secrets-"));
    const load = (name: string) =>
      createSealedSecrets(loadCredentialsKey(join(folder, name, "credentials.key")));
    return {
      secrets: load("one"),
      reopen: async () => load("one"),
      foreign: async () => load("other"),
      close: async () => rmSync(folder, { recursive: true }),
    };
  },
});

it("keeps its key for its owner alone, and says so when it is none", () => {
  const folder = mkdtempSync(join(tmpdir(), "assetql-secrets-"));
  try {
    const file = join(folder, "secrets", "credentials.key");
    const key = loadCredentialsKey(file);
    expect(key).toHaveLength(32);
    if (process.platform !== "win32") expect(statSync(file).mode & 0o077).toBe(0);
    expect(loadCredentialsKey(file)).toEqual(key);
    writeFileSync(file, "short");
    expect(() => loadCredentialsKey(file)).toThrow(CredentialsKeyError);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
