import { DEFAULT_DEVIATION_THRESHOLD, STYLE_REFERENCE_LIMITS } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { FORM_BYTES, REFERENCE_LIMITS, type ReferenceFile, takeFiles } from "./reference-files.ts";
import { backPath } from "./style-requests.ts";
import { DEFAULT_THRESHOLD } from "./threshold.ts";

const file = (name: string, changes: Partial<ReferenceFile> = {}): ReferenceFile => ({
  name,
  type: "image/png",
  size: 1_000,
  lastModified: 1,
  ...changes,
});
const alone = { others: 0 };
const codes = (taken: ReturnType<typeof takeFiles>) =>
  taken.problems.map(({ code, name }) => `${code} ${name}`);

describe("files for a style", () => {
  it("are taken when they can be read, and the others are told by name", () => {
    const taken = takeFiles(
      [file("a.png")],
      [
        file("b.jpg", { type: "image/jpeg" }),
        file("c.tif", { type: "" }),
        file("d.heic", { type: "image/heic" }),
        file("e", { type: "" }),
        file("f.png", { size: 0 }),
        file("g.png", { size: REFERENCE_LIMITS.bytes + 1 }),
        file("a.png"),
        file("a.png", { size: 2_000 }),
      ],
      alone,
    );
    expect(taken.files.map(({ name }) => name)).toEqual(["a.png", "b.jpg", "c.tif", "a.png"]);
    expect(codes(taken)).toEqual(["format d.heic", "format e", "empty f.png", "size g.png", "twice a.png"]);
  });

  it("are no more than a style can have, ticked ones counted", () => {
    const many = Array.from({ length: 10 }, (_, index) => file(`${index}.png`));
    const taken = takeFiles([], many, { others: 15 });
    expect(taken.files).toHaveLength(5);
    expect(codes(taken)).toEqual(["count "]);
  });

  it("are not more bytes together than one form may have", () => {
    const large = Array.from({ length: 5 }, (_, index) => file(`${index}.png`, { size: FORM_BYTES / 5 + 1 }));
    expect(codes(takeFiles([], large, alone))).toEqual(["total "]);
  });

  it("have the limits of the hub", () => {
    expect(REFERENCE_LIMITS).toMatchObject({
      count: STYLE_REFERENCE_LIMITS.count,
      bytes: STYLE_REFERENCE_LIMITS.bytes,
    });
    expect(DEFAULT_THRESHOLD).toBe(DEFAULT_DEVIATION_THRESHOLD);
  });
});

it("goes back to pages of the app alone", () => {
  expect(backPath("/app/configure/sel_1-a")).toBe("/app/configure/sel_1-a");
  for (const path of [null, "https://evil.example", "//evil.example", "/app/configure/a/../../x", "/app"]) {
    expect(backPath(path)).toBeNull();
  }
});
