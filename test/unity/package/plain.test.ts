import { describe, expect, test } from "vitest";
import { askModel, withoutMono } from "./model/ask-model.ts";
import { madeBatch } from "./model/made.ts";

describe.skipIf(withoutMono)("what the Unity window decides", () => {
  test("images are selected as in Unity's Project window", async () => {
    const select = (...steps: readonly (readonly unknown[])[]) => ({
      do: "selection",
      steps: [["show", ["a", "b", "c", "d", "e", "f"]], ...steps],
    });
    const answers = await askModel(
      select(["click", "b", false, false]),
      select(["click", "b", false, false], ["click", "d", true, false]),
      select(["click", "d", false, false], ["click", "b", true, false]),
      select(["click", "b", false, false], ["click", "e", false, true], ["click", "b", false, true]),
      select(["click", "a", false, false], ["click", "d", false, true], ["click", "f", true, true]),
      select(["all"], ["click", "c", false, true]),
      select(["all"], ["clear"]),
      select(["click", "x", false, false]),
    );

    expect(answers.map(({ ids }) => ids.join(""))).toEqual(["b", "bcd", "bcd", "e", "adef", "abdef", "", ""]);
  });

  test("it says whether sprites are missing, or nobody has looked yet, and what to do", async () => {
    const count = (found: number | null, chosen = 0, isPlaying = false) => ({
      do: "missingCount",
      found,
      chosen,
      isPlaying,
    });
    const [before, some, one, none, playing] = await askModel(
      count(null),
      count(1200, 500),
      count(1, 1),
      count(0),
      count(0, 0, true),
    );

    expect(before).toBe("Press Find to look for them.");
    expect(some).toBe("500 of 1,200 missing sprites chosen");
    expect(one).toBe("1 of 1 missing sprite chosen");
    expect(none).toContain("No sprite is missing in the open scenes");
    expect(playing).toContain("Stop the game");
  });

  test("arrow keys move within rows and between them, and stay at the edges", async () => {
    const move = (...steps: readonly (readonly unknown[])[]) => ({
      do: "selection",
      // Three columns: a b c / d e f / g
      steps: [["show", ["a", "b", "c", "d", "e", "f", "g"]], ...steps],
    });
    const answers = await askModel(
      move(["Right", 3, false]),
      move(["click", "c", false, false], ["Right", 3, false]),
      move(["click", "b", false, false], ["Down", 3, false]),
      move(["click", "e", false, false], ["Down", 3, false]),
      move(["click", "d", false, false], ["Down", 3, false]),
      move(["click", "b", false, false], ["Up", 3, false]),
      move(["click", "a", false, false], ["Left", 3, false]),
      move(["click", "d", false, false], ["Last", 3, false]),
      move(["click", "b", false, false], ["Down", 3, true]),
      move(["click", "b", false, false], ["Down", 0, false]),
    );

    expect(answers.map(({ focused }) => focused).join("")).toBe("adeegbagec");
    expect(answers[8].ids.join("")).toBe("bcde");
  });

  test("what is shown no more is not selected, and not acted on", async () => {
    const [left] = await askModel({
      do: "selection",
      steps: [["show", ["a", "b", "c"]], ["all"], ["click", "b", false, true], ["show", ["c", "d"]]],
    });
    expect(left).toEqual({ ids: ["c"], focused: null });
  });

  test("only the editor that somebody works in connects", async () => {
    const process = (members: object) => ({
      do: "guard",
      batchMode: false,
      importWorker: false,
      allow: null,
      root: "/home/ada/Game",
      cloneMark: false,
      ...members,
    });
    const [plain, batch, allowed, worker, parrel, virtual, windows] = await askModel(
      process({}),
      process({ batchMode: true }),
      process({ batchMode: true, allow: "1" }),
      process({ importWorker: true, batchMode: true, allow: "1" }),
      process({ cloneMark: true }),
      process({ root: "/home/ada/Game/Library/VP/mppm1" }),
      process({ root: "C:\\Game\\Library\\VP\\mppm1" }),
    );

    expect([plain, allowed]).toEqual([null, null]);
    expect(batch).toContain("ASSETQL_ALLOW_BATCH=1");
    expect(worker).toContain("Import workers");
    for (const clone of [parrel, virtual, windows]) expect(clone).toContain("clone");
  });

  test("an atlas gets its sprites, loses those that moved on, and keeps what others put there", async () => {
    const [plan, settled, emptied] = await askModel(
      {
        do: "atlas",
        name: "Icons",
        atlases: { g1: "Icons", g2: "icons", g3: "Weapons", g4: null },
        packed: ["g2", "g3", "g4", "theirs"],
      },
      { do: "atlas", name: "Icons", atlases: { g1: "Icons" }, packed: ["g1", "theirs"] },
      { do: "atlas", name: "Old", atlases: { g1: "Icons" }, packed: ["g1"] },
    );

    expect(plan).toEqual({ add: ["g1"], remove: ["g3", "g4"], isNothing: false });
    expect(settled.isNothing).toBe(true);
    expect(emptied.remove).toEqual(["g1"]);
  });

  test("missing sprites become rows with what a template can use", async () => {
    const sprite = (members: object) => ({
      id: "GlobalObjectId_V1-2-1-1-0",
      name: "goldCoin_big (2)",
      parent: "Shop panel",
      place: "Assets/Scenes/Town.unity",
      isImage: true,
      width: 64,
      height: 32,
      ...members,
    });
    const sprites = [
      sprite({}),
      sprite({
        id: "2",
        name: "Axe",
        parent: "",
        place: "Assets/Prefabs/Rack.prefab",
        isImage: false,
        width: 0,
        height: 0,
      }),
      sprite({ id: "3", name: "(Clone)", place: "Assets/Scenes/Town.unity" }),
    ];
    const [all, some] = await askModel(
      { do: "missing", sprites, search: null },
      { do: "missing", sprites, search: "RACK" },
    );

    expect(all.map(({ title }: { title: string }) => title)).toEqual(["Axe", "(Clone)", "gold Coin big"]);
    expect(all[2]).toEqual({
      id: "GlobalObjectId_V1-2-1-1-0",
      kind: "image",
      title: "gold Coin big",
      place: "Town, Shop panel",
      fields: {
        title: "gold Coin big",
        name: "goldCoin_big (2)",
        parent: "Shop panel",
        scene: "Town",
        prefab: "",
        width: "64",
        height: "32",
      },
    });
    expect(all[0]).toMatchObject({
      kind: "sprite",
      place: "Rack",
      fields: { prefab: "Rack", scene: "", width: "" },
    });
    expect(some.map(({ id }: { id: string }) => id)).toEqual(["2"]);
  });

  test("names that come first win, whatever their case", async () => {
    const names = ["POT-1", " Mana Potion ", "pot-1", null, "", "mana"];
    const [found] = await askModel({
      do: "names",
      names,
      find: ["pot-1", "MANA potion", "Mana", "axe", "", null],
    });
    expect(found).toEqual([0, 1, 5, null, null, null]);
  });

  test("a texture's folder tells its batch, however its name was made to fit", async () => {
    const batches = [madeBatch({ name: "Potions: 2/3" }), madeBatch({ id: madeBatch().id, name: "Other" })];
    const of = (path: string) => ({ do: "batchOfFolder", path, batches });
    const [found, elsewhere, moved] = await askModel(
      of("Assets/AssetQL/Potions- 2-3/Textures/mana.png"),
      of("Assets/AssetQL/Unknown/Textures/mana.png"),
      of("Assets/Art/mana.png"),
    );
    expect(found).toBe(batches[0]?.id);
    expect([elsewhere, moved]).toEqual([null, null]);
  });

  test("an address is a bridge's, with its token, or none at all", async () => {
    const address = (address: string, token: string) => ({ do: "address", address, token });
    const answers = await askModel(
      address("", ""),
      address("ws://127.0.0.1:17890", "secret"),
      address("wss://bridge.example", "secret"),
      address("http://127.0.0.1:17890", "secret"),
      address("127.0.0.1:17890", "secret"),
      address("ws://127.0.0.1:17890", " "),
      address("", "secret"),
    );
    expect(answers.map(({ problem }) => problem === null)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);

    const [local, remote] = await askModel(
      address("ws://localhost:17890", "s"),
      address("ws://10.0.0.7:17890", "s"),
    );
    expect(local.advice).toContain("127.0.0.1");
    expect(remote.advice).toContain("ssh -L");
  });

  test("of two readings of a list the later one counts, and what was there stays to be seen", async () => {
    const [states] = await askModel({ do: "loadable" });
    expect(states).toEqual([
      "Idle []",
      "Loading []",
      "Ready [new]+",
      "late False",
      "Ready [new,next]",
      "Ready [first,new,next]",
      "Failed [first,new,next] away",
      "Ready [] empty True",
    ]);
  });

  test("problems of the input follow the sentence, the first five of them", async () => {
    const [few, many] = await askModel(
      { do: "problem", message: "The CSV has errors.", problems: ["row 1", "row 2"] },
      { do: "problem", message: "The CSV has errors.", problems: ["1", "2", "3", "4", "5", "6", "7"] },
    );
    expect(few).toBe("The CSV has errors.\nrow 1\nrow 2");
    expect(many.split("\n")).toEqual(["The CSV has errors.", "1", "2", "3", "4", "5", "and 2 more"]);
  });

  test("numbers and names are written for people", async () => {
    const cases: readonly (readonly [string, unknown, string])[] = [
      ["score", 0.9999, "0.99"],
      ["score", 1, "1.00"],
      ["score", 0.29, "0.29"],
      ["dollars", 0.004, "less than $0.01"],
      ["dollars", 1234.5, "$1,234.50"],
      ["span", 59, "less than a minute"],
      ["span", 61, "about 2 minutes"],
      ["span", 7_200, "about 2 hours"],
      ["bytes", 1, "1 byte"],
      ["bytes", 1_500_000, "1.5 MB"],
      ["images", 1_200, "1,200 images"],
      ["title", "btnPlay_large (2)", "btn Play large"],
      ["title", "Coin(Clone)(Clone)", "Coin"],
      ["title", "HUD", "HUD"],
      ["choice", "Icons/Potions #2 _x", "Icons\u2215Potions\u00a0#2\u00a0_x"],
      ["choice", "Potions, 100% & more", "Potions, 100%\u00a0& more"],
      ["path", "C:\\new\\textures", "C:/new/textures"],
      ["file", "Potions & Swords", "Potions - Swords"],
      ["line", "a\nb", "a b"],
      ["line", "0123456789a", "012345678\u2026"],
      ["line", "01234567\u{1f409}9", "01234567\u2026"],
    ];
    const answers = await askModel(...cases.map(([as, value]) => ({ do: "texts", as, value })));
    expect(answers).toEqual(cases.map(([, , written]) => written));
  });
});
