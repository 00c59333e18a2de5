import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compileProgram } from "../../../unity-bridge/scripts/compile.mjs";
import { withoutMono } from "./model/ask-model.ts";

const sources = [
  "../../../unity-bridge/com.assetql.unity-bridge/Editor/Import/ImportScope.cs",
  "import/Program.cs",
];

function steps(failsAt?: string): string {
  const program = compileProgram(
    "import-scope",
    sources.map((source) => fileURLToPath(new URL(source, import.meta.url))),
  );
  const rest = failsAt === undefined ? [] : [failsAt];
  return execFileSync("mono", [program, ...rest], { encoding: "utf8" }).trim();
}

describe.skipIf(withoutMono)("an import into Unity", () => {
  test("is one: nothing is imported meanwhile, then everything, once", () => {
    expect(steps()).toBe(
      "DisallowAutoRefresh StartAssetEditing open StopAssetEditing Refresh AllowAutoRefresh closed",
    );
  });

  test("that cannot begin leaves Unity as it was", () => {
    expect(steps("StartAssetEditing")).toBe(
      "DisallowAutoRefresh StartAssetEditing AllowAutoRefresh StartAssetEditing failed",
    );
  });

  test.each(["StopAssetEditing", "Refresh"])(
    "that fails at %s leaves Unity importing by itself again",
    (step) => {
      expect(steps(step)).toBe(
        `DisallowAutoRefresh StartAssetEditing open StopAssetEditing Refresh AllowAutoRefresh closed ${step} failed`,
      );
    },
  );
});
