import { createClient } from "@assetql/client";
import { workspaceIdSchema } from "@assetql/contract";
import { expect, it } from "vitest";
import { createTargetDirectory } from "./target-directory.ts";

const problem = { type: "about:blank", title: "Unauthorized", status: 401, code: "unauthenticated" };

/** A directory of a hub that refuses the key as long as `isRefused`, asked every second. */
function openDirectory() {
  const hub = { isRefused: true, seconds: 0, asked: [] as number[] };
  const lines: string[] = [];
  const client = createClient({
    baseUrl: "http://hub.example",
    apiKey: "a-key-that-was-revoked",
    fetch: async () => {
      hub.asked.push(hub.seconds);
      return hub.isRefused
        ? Response.json({ ...problem, detail: "This key is not known." }, { status: 401 })
        : Response.json({ items: [] });
    },
  });
  const id = workspaceIdSchema.parse("ws_00000000000000000000");
  const directory = createTargetDirectory({
    workspaces: [{ id, client, apiKey: () => "", isOperator: false }],
    now: () => hub.seconds * 1_000,
    log: (level, message) => lines.push(`${level} ${message}`),
  });
  const tick = async (seconds: number): Promise<void> => {
    for (let passed = 0; passed < seconds; passed += 1) {
      await directory.keepFresh(0);
      hub.seconds += 1;
    }
  };
  return { hub, lines, directory, tick };
}

it("says once that the hub refuses the key, and asks again with growing pauses, of a minute at most", async () => {
  const { hub, lines, tick } = openDirectory();
  await tick(200);
  expect(lines).toEqual([
    "warn The targets cannot be read, which is tried again; the ones known before count",
  ]);
  expect(hub.asked).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);

  hub.isRefused = false;
  await tick(60);
  hub.isRefused = true;
  await tick(1);
  expect(lines).toHaveLength(2);
});

it("looks for a target that somebody asks for also while it waits", async () => {
  const { hub, directory, tick } = openDirectory();
  await tick(100);
  hub.isRefused = false;
  await directory.lookAgain();
  expect(directory.refreshedAt).toBe(100_000);
});
