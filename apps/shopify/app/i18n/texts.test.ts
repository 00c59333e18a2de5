import { describe, expect, it } from "vitest";
import * as de from "./de/index.ts";
import * as en from "./en/index.ts";

type Node = string | { readonly [name: string]: Node };

/** Every text by its path, as in `home.quota.title`. */
function textsOf(node: Node, path = ""): Map<string, string> {
  if (typeof node === "string") return new Map([[path, node]]);
  return new Map(Object.entries(node).flatMap(([name, child]) => [...textsOf(child, `${path}.${name}`)]));
}

const own = ({ polaris: _, ...texts }: typeof en): Map<string, string> => textsOf(texts);
const variablesOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}|<\/?\w+>/g))].sort();

describe("texts in both languages", () => {
  const english = own(en);
  const german = own(de);

  it("have the same places for the same things", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of english) {
      // One of a thing may be told without its number.
      if (path.endsWith("_one")) continue;
      const translated = german.get(path) ?? "";
      expect([path, ...variablesOf(translated)]).toEqual([path, ...variablesOf(text)]);
    }
  });

  it("say something, and have both forms of what is counted", () => {
    for (const [path, text] of [...english, ...german]) {
      expect([path, text.trim()]).not.toEqual([path, ""]);
      if (path.endsWith("_one")) expect(english.has(path.replace(/_one$/, "_other")), path).toBe(true);
    }
  });
});
