import type { CommittedChange } from "@assetql/connector-sdk";
import type { BridgeCallParams } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { commitChanges } from "./commit.ts";
import type { Change, Parts } from "./parts.ts";

const changeOf = (n: number): CommittedChange => ({
  externalId: `one-${n}`,
  kind: "create",
  applied: { remoteId: null, remoteUrl: null, after: {} },
});

describe("a commit", () => {
  it("is one import, or as few as messages allow, and tells what the editor could not do", async () => {
    const asked: string[][] = [];
    const parts = {
      progress: { close: () => undefined },
      session: {
        call: async (_name: string, { externalIds }: BridgeCallParams<"import.commit">) => {
          asked.push(externalIds);
          const failed = externalIds.filter((id) => id === "one-3");
          return {
            failed: failed.map((externalId) => ({ externalId, code: "disk-full", detail: "It is full." })),
          };
        },
      },
    } as unknown as Parts;
    const context = {
      publicationId: "pub_commit",
      paced: <T>(call: () => Promise<T>) => call(),
      signal: new AbortController().signal,
    } as unknown as Change;
    const few = await commitChanges(parts, context, [1, 2, 3].map(changeOf));
    expect(asked).toEqual([["one-1", "one-2", "one-3"]]);
    expect([...few].map(([id, { code, message }]) => [id, code, message])).toEqual([
      ["one-3", "storage-full", "It is full."],
    ]);
    const many = Array.from({ length: 10_001 }, (_, n) => changeOf(n));
    const rejected = await commitChanges(parts, context, many);
    expect(asked.slice(1).map((ids) => ids.length)).toEqual([10_000, 1]);
    expect([...rejected.keys()]).toEqual(["one-3"]);
  });
});
