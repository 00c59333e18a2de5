import type { ConflictPolicy, Json, Snapshot } from "@assetql/contract";
import { conflictPolicies } from "@assetql/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Base, compareFields, decideKind, decideRevert, fieldOf, isSame, writtenOf } from "./index.ts";

const seed = Number(process.env.ASSETQL_TEST_SEED ?? Date.now() % 1_000_000);
console.info(`seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats it)`);
const check = (property: Parameters<typeof fc.assert>[0]): void =>
  void fc.assert(property, { seed, numRuns: 500 });

const NAMES = ["image", "title", "altText", "featured"] as const;
const value: fc.Arbitrary<Json> = fc.constantFrom<Json>(null, "", 0, "a", "b", "c", ["x"], { k: "v" });
const snapshot: fc.Arbitrary<Snapshot> = fc.dictionary(fc.constantFrom(...NAMES), value);
const full: fc.Arbitrary<Snapshot> = fc.record({
  image: value,
  title: value,
  altText: value,
  featured: value,
});
const base: fc.Arbitrary<Base | null> = fc.option(
  fc.record({
    state: fc.constantFrom("published" as const, "reverted" as const, "unlinked" as const),
    written: snapshot,
    seen: snapshot,
    kept: fc.subarray([...NAMES]),
  }),
);
const comparison = fc.record({
  ours: full,
  theirs: snapshot,
  base,
  places: fc.subarray(["featured", "image"]),
  policy: fc.constantFrom<ConflictPolicy>(...conflictPolicies),
});

describe("the three-way compare", () => {
  it("never writes over what somebody has changed since, unless told to overwrite", () => {
    check(
      fc.property(comparison, (given) => {
        const { base: known, policy } = given;
        if (known?.state !== "published" || policy === "overwrite") return;
        for (const { name, theirs, ours, outcome } of compareFields(given)) {
          const changedSince = Object.hasOwn(known.seen, name) && !isSame(theirs, fieldOf(known.seen, name));
          if (changedSince && !isSame(theirs, ours)) expect(outcome).toBe(policy === "ask" ? "ask" : "keep");
        }
      }),
    );
  });

  it("leaves nothing different when everything it writes is written and the policy is to overwrite", () => {
    check(
      fc.property(comparison, (given) => {
        const fields = compareFields({ ...given, policy: "overwrite" });
        for (const { outcome } of fields) expect(["same", "write"]).toContain(outcome);
      }),
    );
  });

  it("finds nothing to do once it has been done, whatever the target makes of the values", () => {
    check(
      fc.property(comparison, fc.func(value), (given, normalise) => {
        const fields = compareFields(given);
        // What was kept stays as it is; what was written is what the target makes of it.
        const theirs = Object.fromEntries(
          fields.map(({ name, ours, theirs: was, outcome }) => [
            name,
            outcome === "write" ? normalise(name, ours) : was,
          ]),
        );
        const written = writtenOf(fields);
        const kept = Object.keys(theirs).filter((name) => !Object.hasOwn(written, name));
        const after: Base = { state: "published", written, seen: theirs, kept };
        const again = compareFields({ ...given, theirs, base: after, policy: "keep-theirs" });
        for (const { outcome, name } of again) {
          const before = fields.find((field) => field.name === name)?.outcome;
          if (before === "write" || before === "same") expect(outcome).toBe("same");
          else expect(outcome).toBe("keep");
        }
      }),
    );
  });

  it.each(["an editor's", "", null])(
    "keeps on keeping what an editor wrote, as %j, when ours changes",
    (theirs) => {
      const about = { theirs: { altText: theirs }, places: [], policy: "keep-theirs" } as const;
      const published: Base = {
        state: "published",
        written: { altText: "ours" },
        seen: { altText: "ours" },
        kept: [],
      };
      const first = compareFields({ ...about, ours: { altText: "ours" }, base: published });
      const after: Base = { ...published, written: writtenOf(first), seen: about.theirs, kept: ["altText"] };
      const [later] = compareFields({ ...about, ours: { altText: "ours, newer" }, base: after });
      expect(later?.outcome).toBe("keep");
    },
  );

  it("fills an empty field that was not asked for before", () => {
    const base: Base = { state: "published", written: {}, seen: { caption: "" }, kept: [] };
    const [field] = compareFields({
      ours: { caption: "ours" },
      theirs: { caption: "" },
      base,
      places: [],
      policy: "keep-theirs",
    });
    expect(field?.outcome).toBe("write");
  });

  it("does not take a place that somebody else has, but an empty one", () => {
    const outcome = (theirs: Json) =>
      compareFields({
        ours: { featured: 7 },
        theirs: { featured: theirs },
        base: null,
        places: ["featured"],
        policy: "keep-theirs",
      })[0]?.outcome;
    expect(outcome(12)).toBe("keep");
    expect(outcome(0)).toBe("write");
    expect(outcome(null)).toBe("write");
  });
});

describe("the kind of a change", () => {
  it("says create, update, skip or conflict as the fields do", () => {
    check(
      fc.property(comparison, fc.boolean(), (given, isThere) => {
        const fields = compareFields(given);
        const { kind } = decideKind({ fields, isThere, base: given.base, policy: given.policy });
        const outcomes = new Set(fields.map(({ outcome }) => outcome));
        if (!isThere && given.base?.state === "published") {
          expect(kind).toBe(given.policy === "overwrite" ? "create" : "conflict");
          return;
        }
        const hasOnly = (wanted: string): boolean => [...outcomes].every((outcome) => outcome === wanted);
        const holds = {
          create: !isThere,
          update: isThere && outcomes.has("write"),
          skip: isThere && hasOnly("same"),
          conflict: outcomes.has("ask") || outcomes.has("keep"),
          delete: false,
        };
        expect(holds[kind]).toBe(true);
        if (outcomes.has("ask")) expect(kind).toBe("conflict");
      }),
    );
  });
});

it("says of what was deleted there only the fields that had something", () => {
  const base: Base = { state: "published", written: { title: "a", category: null }, seen: {}, kept: [] };
  const about = { ours: { title: "a", category: null }, theirs: {}, base, places: [] } as const;
  for (const [policy, outcome] of [
    ["keep-theirs", "keep"],
    ["ask", "ask"],
    ["overwrite", "write"],
  ] as const) {
    const fields = compareFields({ ...about, policy });
    expect(decideKind({ fields, isThere: false, base, policy }).fields).toMatchObject([
      { name: "title", outcome },
      { name: "category", outcome: "same" },
    ]);
  }
});

describe("what undo does", () => {
  const reverting = fc.record({
    receipt: fc.record({
      existed: fc.boolean(),
      before: snapshot,
      after: snapshot,
      remoteId: fc.constantFrom<string | null>("1", null),
    }),
    now: snapshot,
    isThere: fc.boolean(),
    places: fc.subarray(["featured"]),
    force: fc.boolean(),
  });

  it("restores values only from before, and never what somebody changed since unless forced", () => {
    check(
      fc.property(reverting, (given) => {
        const { fields, kept } = decideRevert(given);
        for (const [name, restored] of Object.entries(fields)) {
          expect(restored).toEqual(fieldOf(given.receipt.before, name));
          expect(kept).not.toContain(name);
          if (!given.force)
            expect(isSame(fieldOf(given.now, name), fieldOf(given.receipt.after, name))).toBe(true);
        }
        if (given.force) expect(kept).toEqual([]);
      }),
    );
  });

  it("removes only what the receipt made, and only if nobody has edited it", () => {
    check(
      fc.property(reverting, (given) => {
        const { remove } = decideRevert(given);
        if (!remove) return;
        expect(given.receipt.existed).toBe(false);
        expect(given.isThere).toBe(true);
        if (given.force) return;
        for (const name of Object.keys(given.receipt.after)) {
          const isOwn = !given.places.includes(name) && fieldOf(given.receipt.before, name) === null;
          if (isOwn) expect([given.receipt.after[name], null]).toContainEqual(fieldOf(given.now, name));
        }
      }),
    );
  });

  it("leads back to the snapshot when nobody has changed anything", () => {
    check(
      fc.property(snapshot, snapshot, (before, after) => {
        const receipt = { existed: true, before, after, remoteId: "1" };
        const { fields, kept } = decideRevert({
          receipt,
          now: after,
          isThere: true,
          places: [],
          force: false,
        });
        const restored: Snapshot = { ...after, ...fields };
        for (const name of NAMES) expect(fieldOf(restored, name)).toEqual(fieldOf(before, name));
        expect(kept).toEqual([]);
      }),
    );
  });
});
