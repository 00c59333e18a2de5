import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { knownCollections } from "./collections.ts";

const folder = import.meta.dirname;

/** Names of the collections that the source defines, by the two members that each definition starts with. */
function definedNames(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("ports"))
    .flatMap((path) => [...readFileSync(join(folder, path), "utf8").matchAll(/name: "([\w-]+)",\s+parse:/g)])
    .flatMap(([, name]) => (name === undefined ? [] : [name]));
}

it("every collection of the core is known, so that its indexes follow when they are defined otherwise", () => {
  const names = knownCollections.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(names)).toEqual(new Set(definedNames()));
});
