import { type Publication, publicationIdSchema } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import type { EditorSession } from "../session/editor-session.ts";
import { createProgress } from "./progress.ts";

const pullId = publicationIdSchema.parse("pub_progress");
const counts = { create: 3, update: 1, delete: 1, applied: 2 } as Publication["counts"];

describe("the progress of a pull", () => {
  it("counts each texture once, of those that are still to come, and is told at its end", async () => {
    const told: unknown[] = [];
    const emit: EditorSession["emit"] = (_name, payload) => void told.push(payload);
    const asked = Promise.withResolvers<{ counts: Publication["counts"] }>();
    const progress = createProgress({ emit }, { get: () => asked.promise });
    progress.staged(pullId, "one", 100);
    asked.resolve({ counts });
    await asked.promise;
    progress.staged(pullId, "two", 50);
    // After a pause it is staged again.
    progress.staged(pullId, "one", 100);
    progress.close(pullId);
    expect(told.at(0)).toEqual({ pullId, files: 1, filesTotal: 1, bytes: 100 });
    expect(told.at(-1)).toEqual({ pullId, files: 2, filesTotal: 3, bytes: 150 });
    const before = told.length;
    progress.close(pullId);
    expect(told).toHaveLength(before);
  });
});
