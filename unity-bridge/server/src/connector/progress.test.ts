import { type Publication, publicationIdSchema } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import type { EditorSession } from "../session/editor-session.ts";
import { createProgress } from "./progress.ts";

const pullId = publicationIdSchema.parse("pub_progress");
const workOf = (publicationId: string) => ({ publicationId, signal: new AbortController().signal });
const counts = { create: 3, update: 1, delete: 1, applied: 2 } as Publication["counts"];

describe("the progress of a pull", () => {
  it("counts each texture once, of those that are still to come, and is told at its end", async () => {
    const told: unknown[] = [];
    const emit: EditorSession["emit"] = (_name, payload) => void told.push(payload);
    const asked = Promise.withResolvers<{ counts: Publication["counts"] }>();
    const progress = createProgress({ emit }, { get: () => asked.promise });
    const work = workOf(pullId);
    progress.staged(work, "one", 100);
    asked.resolve({ counts });
    await asked.promise;
    progress.staged(work, "two", 50);
    // After a lost connection it is staged again.
    progress.staged(work, "one", 100);
    progress.close(work);
    expect(told.at(0)).toEqual({ pullId, files: 1, filesTotal: 1, bytes: 100 });
    expect(told.at(-1)).toEqual({ pullId, files: 2, filesTotal: 3, bytes: 150 });
    const before = told.length;
    progress.close(work);
    expect(told).toHaveLength(before);
  });

  it("begins anew with the work that goes on after a pause, with what is to come by then", async () => {
    const told: unknown[] = [];
    const emit: EditorSession["emit"] = (_name, payload) => void told.push(payload);
    const planned = [counts, { ...counts, applied: 4 }];
    const asked: Promise<unknown>[] = [];
    const get = () => {
      const answer = Promise.resolve({ counts: planned[asked.length] ?? counts });
      asked.push(answer);
      return answer;
    };
    const progress = createProgress({ emit }, { get });
    progress.staged(workOf(pullId), "one", 100);
    const next = workOf(pullId);
    progress.staged(next, "two", 50);
    await Promise.all(asked);
    progress.close(next);
    expect(told.at(-1)).toEqual({ pullId, files: 1, filesTotal: 1, bytes: 50 });
  });
});
