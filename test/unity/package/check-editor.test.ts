import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programOnPath, skippedBecause } from "../../support/programs.ts";
import { packageFolder, runScript } from "./scripts.ts";

const missing = programOnPath("mcs") ? undefined : "it needs Mono's compiler (mono-mcs)";

describe.skipIf(skippedBecause("compiling the Unity package", missing))(
  "the package compiles without Unity",
  () => {
    let copy: string;
    beforeAll(() => {
      copy = mkdtempSync(join(tmpdir(), "assetql-check-editor-"));
      cpSync(packageFolder, copy, { recursive: true });
    });
    afterAll(() => rmSync(copy, { recursive: true }));

    test("with warnings as errors, against what Unity 2021.3 documents", () => {
      expect(runScript("check-editor.mjs")).toEqual({
        code: 0,
        output: "The Unity package compiles.\n",
        errors: "",
      });
    });

    test.each([
      {
        what: "a misspelled member of Unity's",
        file: "Editor/Import/ImportScope.cs",
        from: "AssetDatabase.StopAssetEditing",
        to: "AssetDatabase.StopAssetEditting",
        told: "StopAssetEditting",
      },
      {
        what: "a member of Unity's that came after 2021.3",
        file: "Editor/Window/PlanLines.cs",
        from: "list.Rebuild();",
        to: "list.selectionChanged += those => { };",
        told: "selectionChanged",
      },
      {
        what: "a misspelled member of the client's",
        file: "Editor/Session/BridgeSession.cs",
        from: "Client.Pump()",
        to: "Client.Pomp()",
        told: "Pomp",
      },
      {
        what: "a warning",
        file: "Runtime/NameIndex.cs",
        from: "string key = KeyOf(name);",
        to: "string key = KeyOf(name); int unused = 1;",
        told: "Warning as Error",
      },
    ])("and $what does not pass", ({ file, from, to, told }) => {
      const path = join(copy, file);
      const before = readFileSync(path, "utf8");
      expect(before).toContain(from);
      writeFileSync(path, before.replace(from, to));

      const { code, output, errors } = runScript("check-editor.mjs", "--package", copy);
      writeFileSync(path, before);

      expect(code).toBe(1);
      expect(output).toBe("");
      expect(errors).toContain(told);
      expect(errors).toContain(file.slice(file.lastIndexOf("/") + 1));
    });
  },
);
