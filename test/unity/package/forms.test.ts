import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unityImportSchema } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askModel, withoutMono } from "./model/ask-model.ts";

describe.skipIf(withoutMono)("what people fill in in the Unity window", () => {
  let folder: string;
  let csv: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "assetql-forms-"));
    csv = join(folder, "items.csv");
    writeFileSync(csv, "title\nMana potion\n");
    writeFileSync(join(folder, "one.png"), "");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("import settings that the form takes are those that the contract takes", async () => {
    const forms = [
      {},
      { format: "tga", textureType: "texture", filterMode: "point" },
      { maxSide: "16" },
      { maxSide: "8192", pixelsPerUnit: "4096", atlas: "UI icons_2" },
      { maxSide: "15" },
      { maxSide: "8193" },
      { maxSide: "1,024" },
      { pixelsPerUnit: "0" },
      { pixelsPerUnit: "4097" },
      { pixelsPerUnit: "" },
      { pixelsPerUnit: "-5" },
      { atlas: "_icons" },
      { atlas: "a/b" },
      { atlas: "../icons" },
      { atlas: "a".repeat(61) },
      { format: "jpg" },
      { filterMode: "Point" },
    ];
    const answers = await askModel(...forms.map((form) => ({ do: "import", form })));

    for (const [index, form] of forms.entries()) {
      const { problems, settings } = answers[index];
      expect([form, problems.length === 0]).toEqual([
        form,
        unityImportSchema.safeParse(asSent(form)).success,
      ]);
      if (problems.length === 0) expect(unityImportSchema.parse(asSent(form))).toEqual(settings);
    }
  });

  /** What the form stands for, as a request would say it. */
  function asSent(form: Record<string, string>) {
    const { maxSide, pixelsPerUnit, atlas, ...rest } = form;
    return {
      ...rest,
      ...(maxSide === undefined ? {} : { maxSide: Number(maxSide) }),
      ...(pixelsPerUnit === undefined ? {} : { pixelsPerUnit: Number(pixelsPerUnit) }),
      ...(atlas === undefined ? {} : { atlas }),
    };
  }

  test("a project's presets are read as they were written", async () => {
    const [defaults] = await askModel({ do: "presets", text: "{}" });
    const changed = defaults.text
      .replace('"assignsSprites": true', '"assignsSprites": false')
      .replace('"prefabFolders": []', '"prefabFolders": ["Assets/UI"]')
      .replace('"pixelsPerUnit": 100', '"pixelsPerUnit": 16');
    const [again] = await askModel({ do: "presets", text: changed });

    expect(defaults.problem).toBeNull();
    expect(again.problem).toBeNull();
    expect(JSON.parse(again.text)).toEqual({
      import: {
        format: "png",
        maxSide: null,
        textureType: "sprite",
        pixelsPerUnit: 16,
        filterMode: "bilinear",
        atlas: null,
      },
      prefabFolders: ["Assets/UI"],
      assignsSprites: false,
      preloadsDatabase: false,
    });
  });

  test("presets after a merge gone wrong become the defaults, and say so", async () => {
    const [defaults, torn, odd, list] = await askModel(
      { do: "presets", text: "{}" },
      { do: "presets", text: '<<<<<<< HEAD\n{"import": {}}' },
      { do: "presets", text: '{"import": {"pixelsPerUnit": 0}, "prefabFolders": [1, "Assets/UI"]}' },
      { do: "presets", text: "[]" },
    );

    expect(torn.problem).toContain("ProjectSettings/AssetQL.json could not be read");
    expect(torn.text).toBe(defaults.text);
    expect(odd.problem).toContain("Pixels per unit is a whole number from 1 to 4096.");
    expect(JSON.parse(odd.text)).toMatchObject({
      import: { pixelsPerUnit: 100 },
      prefabFolders: ["Assets/UI"],
    });
    expect(list.text).toBe(defaults.text);
  });

  test("a draft says what is missing before it is previewed, and before it is created", async () => {
    const [empty, gone, unnamed, named, sprites, none, many] = await askModel(
      { do: "draft", form: { template: " " } },
      { do: "draft", form: { styleId: "sty_1", csvPath: join(folder, "gone.csv") } },
      { do: "draft", form: { styleId: "sty_1", csvPath: csv } },
      {
        do: "draft",
        form: {
          styleId: "sty_1",
          csvPath: csv,
          name: "Potions",
          width: "512",
          threshold: "0,9",
          negativePrompt: " text ",
        },
      },
      { do: "draft", form: { styleId: "sty_1", spriteIds: ["a", "b"], name: "UI" } },
      { do: "draft", form: { styleId: "sty_1", spriteIds: [] } },
      { do: "draft", form: { styleId: "sty_1", spriteIds: Array.from({ length: 501 }, (_, i) => `s${i}`) } },
    );

    expect(empty.problems).toHaveLength(3);
    expect(gone.problems[0]).toContain("gone.csv");
    expect(unnamed.problems).toEqual([]);
    expect(unnamed.creation).toEqual(["Give the batch a name; its folder is named after it."]);
    expect(named.creation).toEqual([]);
    expect(named.draft).toEqual({
      csv: "items.csv",
      sprites: 0,
      width: 512,
      height: null,
      threshold: 0.9,
      negativePrompt: "text",
    });
    expect(sprites.draft).toMatchObject({ csv: null, sprites: 2 });
    expect(none.problems).toEqual(["Choose at least one missing sprite."]);
    expect(many.problems[0]).toContain("at most 500");
  });

  test("sizes and thresholds that the hub would refuse are told at once", async () => {
    const form = { styleId: "sty_1", csvPath: csv };
    const answers = await askModel(
      ...[
        { width: "63" },
        { height: "2049" },
        { width: "1e3" },
        { threshold: "1.1" },
        { threshold: "-0.1" },
      ].map((wrong) => ({ do: "draft", form: { ...form, ...wrong } })),
    );
    for (const { problems } of answers) expect(problems).toHaveLength(1);
  });

  test("a style takes images, each once, and says what it left out", async () => {
    const one = join(folder, "one.png");
    const [mixed, nameless, many] = await askModel(
      { do: "style", name: "Flat", paths: [one, one, join(folder, "two.psd"), join(folder, "gone.JPG")] },
      { do: "style", name: " ", paths: [] },
      { do: "style", name: "Flat", paths: Array.from({ length: 21 }, (_, i) => `${i}.png`) },
    );

    expect(mixed.files).toEqual([one, join(folder, "gone.JPG")]);
    expect(mixed.leftOut).toBe("1 file was left out: references are PNG, JPEG or WebP.");
    expect(mixed.problems).toEqual([`It is not there any more: ${join(folder, "gone.JPG")}`]);
    expect(nameless.problems).toHaveLength(2);
    expect(many.problems).toContain("A style has 20 reference images at most.");
  });

  test("a pull has a scope, a policy for conflicts, and settings only where they can count", async () => {
    const pull = (members: object) => ({
      do: "pullForm",
      of: "Batch",
      batchId: "bat_1",
      assetIds: [],
      conflicts: 0,
      hasOwnImport: false,
      atlas: "",
      ...members,
    });
    const [batch, none, unselected, many, again, own, wrong] = await askModel(
      pull({}),
      pull({ batchId: "" }),
      pull({ of: "Images" }),
      pull({ of: "Images", assetIds: Array.from({ length: 501 }, (_, i) => `a${i}`) }),
      pull({ of: "Pulled", hasOwnImport: true, atlas: "../x", conflicts: 1 }),
      pull({ hasOwnImport: true, atlas: "Icons", conflicts: 2 }),
      pull({ hasOwnImport: true, atlas: "../x", conflicts: 9 }),
    );

    expect(batch).toEqual({ problems: [], policy: "keep-theirs", hasSettings: false });
    expect(none.problems).toEqual(["Choose a batch."]);
    expect(unselected.problems[0]).toContain("Pull selected");
    expect(many.problems[0]).toContain("500 at most");
    expect(again).toEqual({ problems: [], policy: "overwrite", hasSettings: false });
    expect(own).toEqual({ problems: [], policy: "ask", hasSettings: true });
    expect(wrong).toMatchObject({ policy: "keep-theirs" });
    expect(wrong.problems).toHaveLength(1);
  });

  test("an export remembers what its file is to be called", async () => {
    const [zip, odd] = await askModel(
      { do: "exportForm", inclusion: 2, container: 1, batchName: "Potions: 2/3 " },
      { do: "exportForm", inclusion: 7, container: 7, batchName: "///" },
    );

    expect(zip).toEqual({
      include: "all",
      container: "zip",
      names: ["Potions- 2-3.zip", "assetql.unitypackage"],
      problems: ["Choose a batch."],
    });
    expect(odd).toMatchObject({
      include: "approved",
      container: "unitypackage",
      names: ["assetql.unitypackage", "assetql.unitypackage"],
    });
  });

  test("the contact sheet asks for pages by filter and order", async () => {
    const [plain, filtered, odd] = await askModel(
      { do: "sheet", order: 0, review: 0 },
      { do: "sheet", order: 1, review: 1 },
      { do: "sheet", order: 17, review: -1 },
    );

    expect(plain).toMatchObject({ order: "score-desc", review: null, limit: 60 });
    expect(filtered).toMatchObject({ order: "score-asc", review: "pending" });
    expect(filtered.nothing).toContain("To review");
    expect(odd).toMatchObject({ order: "score-desc", review: null });
  });
});
