import type { Change, Publication } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { assertWell, outcomeOf } from "./outcome.ts";

const publicationOf = (members: object) =>
  ({
    id: "pub_1",
    targetId: "tgt_1",
    name: "Shop",
    status: "applied",
    batchId: null,
    assetIds: ["ast_1", "ast_2"],
    counts: { applied: 0, failed: 2, reverted: 0, revertFailed: 0 },
    problem: null,
    ...members,
  }) as unknown as Publication;
const failedBy = (code: string) =>
  ({ kind: "update", state: "failed", problem: { code, detail: "" }, fields: [] }) as unknown as Change;

describe("what can be done about a publication", () => {
  it("that failed is to plan anew as well, where some of it is planned for what is no more", () => {
    const publication = publicationOf({});
    const anew = "`assetql publish tgt_1 --asset ast_1 --asset ast_2` makes a new plan";
    const told =
      (...codes: string[]) =>
      () =>
        assertWell({ publication, changes: codes.map(failedBy) });
    expect(told("changed-meanwhile", "remote-deleted")).toThrow(
      `2 changes failed. What they were planned for has changed since: ${anew}.`,
    );
    expect(told("changed-meanwhile", "unavailable")).toThrow(
      `2 changes failed. Mend what is said above, then \`assetql publications apply pub_1\` tries them again; for 1, ${anew}.`,
    );
    expect(told("unavailable", "refused")).toThrow(/tries them again\.$/);
  });

  it.each([
    ["failed", "The plan could not be made: Shop has no credentials yet."],
    ["paused", "It was stopped: Shop has no credentials yet."],
  ])("that %s for want of credentials is to give them, by a command", (status, what) => {
    const problem = { code: "credentials-missing", detail: "Shop has no credentials yet." };
    expect(() => assertWell({ publication: publicationOf({ status, problem }), changes: [] })).toThrow(
      `${what} \`assetql targets update tgt_1 --new-credentials\` takes them.`,
    );
  });
});

describe("how a publication has ended", () => {
  it("tells what was there already from what was written", () => {
    const appliedOver = (existed: boolean, before: object) =>
      ({
        kind: "create",
        state: "applied",
        fields: [],
        receipt: { existed, before, after: { title: "A mug" } },
      }) as unknown as Change;
    const made = appliedOver(false, {});
    const found = appliedOver(true, { title: "A mug" });
    const told = (...changes: Change[]) => {
      const counts = { applied: changes.length, failed: 0, reverted: 0, revertFailed: 0 };
      return outcomeOf({ publication: publicationOf({ counts }), changes });
    };
    expect(told(made, made)).toBe("Shop is applied: 2 changes applied.");
    expect(told(made, found)).toBe("Shop is applied: 1 change applied, 1 was there already.");
    expect(told(found, found)).toBe("Shop is applied: nothing was applied, 2 were there already.");
  });
});
