import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BRIDGE_PROTOCOL } from "@assetql/contract";
import { expect, it } from "vitest";
import { announce, removeIfStill } from "./discovery-file.ts";

it("a file that another bridge has written since it was read stays", async () => {
  const folder = await mkdtemp(join(tmpdir(), "assetql-discovery-"));
  try {
    const token = "t".repeat(43);
    const hub = "http://127.0.0.1:4310";
    const stale = {
      v: 1 as const,
      port: 17890,
      pid: 1,
      token,
      protocols: [BRIDGE_PROTOCOL],
      hub,
      startedAt: 1,
    };
    const path = join(folder, "bridge-17890.json");
    for (const fresh of [{ pid: 2 }, { startedAt: 2 }]) {
      await announce(folder, { ...stale, ...fresh });
      await removeIfStill(path, stale);
      expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject(fresh);
    }
    await announce(folder, stale);
    await removeIfStill(path, stale);
    await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
