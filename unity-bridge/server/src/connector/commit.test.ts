import { type CommittedChange, ConnectorError, errorCodes } from "@assetql/connector-sdk";
import type { BridgeCallParams } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { EditorProblem } from "../session/problems.ts";
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
          const failed = externalIds.filter((id) => id.startsWith("one-3"));
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
    // As long as the ids of assets are.
    const idOf = (n: number) => (n === 3 ? "one-3".padEnd(40, "-") : `ast_${n}`.padEnd(40, "-"));
    const many = Array.from({ length: 10_001 }, (_, n) => ({ ...changeOf(n), externalId: idOf(n) }));
    const rejected = await commitChanges(parts, context, many);
    expect(asked.slice(1).map((ids) => ids.length)).toEqual([10_000, 1]);
    expect([...rejected.keys()]).toEqual([idOf(3)]);
  });

  it("has words for what an editor with too much to tell has none for", async () => {
    const parts = {
      progress: { close: () => undefined },
      session: {
        call: async () => ({ failed: [{ externalId: "one-1", code: "disk-full", detail: "" }] }),
      },
    } as unknown as Parts;
    const context = {
      publicationId: "pub_commit",
      paced: <T>(call: () => Promise<T>) => call(),
      signal: new AbortController().signal,
    } as unknown as Change;
    const rejected = await commitChanges(parts, context, [changeOf(1)]);
    expect(rejected.get("one-1")).toMatchObject({
      code: "storage-full",
      message: expect.stringMatching(/\w/),
    });
  });

  it("is tried again by the host while the editor imports by itself", async () => {
    const parts = {
      progress: { close: () => undefined },
      session: {
        call: async () => {
          throw new EditorProblem("import-busy", "Unity imports something else.");
        },
      },
    } as unknown as Parts;
    const context = {
      publicationId: "pub_commit",
      paced: <T>(call: () => Promise<T>) => call(),
      signal: new AbortController().signal,
    } as unknown as Change;
    const error = await commitChanges(parts, context, [changeOf(1)]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error).toMatchObject({ code: "unavailable", message: "Unity imports something else." });
    expect(errorCodes.unavailable.retry).toBe(true);
  });
});
