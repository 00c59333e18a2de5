import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resolveConnection } from "./connection.ts";

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(path.join(tmpdir(), "assetql-connection-"));
  await mkdir(path.join(dataFolder, "secrets"));
  await writeFile(path.join(dataFolder, "secrets", "admin-api-key"), "aql_local_key\n");
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const runHub = (pid: number) =>
  writeFile(path.join(dataFolder, "hub.json"), JSON.stringify({ url: "http://127.0.0.1:4747", pid }));
const none = { url: undefined, apiKey: undefined };

describe("resolveConnection", () => {
  it("finds the hub that runs in the data folder, and its key", async () => {
    await runHub(process.pid);
    const found = await resolveConnection({ ...none, dataFolder });
    expect(found).toEqual({ url: "http://127.0.0.1:4747", apiKey: "aql_local_key" });
  });

  it("says what to do when none runs", async () => {
    await expect(resolveConnection({ ...none, dataFolder })).rejects.toMatchObject({ exitCode: 3 });
    await runHub(2 ** 30); // no process has such a number
    await expect(resolveConnection({ ...none, dataFolder })).rejects.toThrow(
      /Start one with `assetql start`/,
    );
  });

  it("never sends the folder's key to another address", async () => {
    await runHub(process.pid);
    const elsewhere = { url: "https://hub.example", apiKey: undefined, dataFolder };
    await expect(resolveConnection(elsewhere)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /no API key for https:\/\/hub\.example.*sent only to the hub that runs in it/,
      ),
    });
    await expect(resolveConnection({ ...elsewhere, apiKey: "aql_other" })).resolves.toEqual({
      url: "https://hub.example",
      apiKey: "aql_other",
    });
  });
});
