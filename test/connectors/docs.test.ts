import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shopifyConnector } from "@assetql/shopify";
import { allConnectors } from "@assetql/sync-service";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const page = readFileSync(join(import.meta.dirname, "../../docs/connectors.md"), "utf8");
const sections = new Map(
  page.split(/^## /m).map((section) => [section.slice(0, section.indexOf("\n")), section]),
);

const hosted = allConnectors({ allowedFolders: [] }).map(({ connector }) => connector);

describe.each([...hosted, shopifyConnector].map(({ manifest }) => manifest))(
  "docs/connectors.md on $title",
  (manifest) => {
    const section = sections.get(manifest.title) ?? "";

    it("names every setting, and none that there is not", () => {
      const rows = section.split("\n").filter((line) => line.startsWith("| `"));
      const named = rows.flatMap((row) => codesIn(row.split("|")[1] ?? ""));
      expect(named.sort()).toEqual(membersOf(manifest.configSchema));
    });

    it("names every credential", () => {
      const schema = manifest.credentialsSchema;
      expect(codesIn(lineOf(section, "Credentials:")).sort()).toEqual(
        schema === null ? [] : membersOf(schema),
      );
    });

    it("names every column and deletion policy", () => {
      const columns = lineOf(section, "Columns:");
      for (const field of manifest.itemFields) expect(columns).toContain(`\`${field}\``);
      for (const policy of manifest.deletions.filter((each) => each !== "keep")) {
        expect(section).toContain(`\`${policy}\``);
      }
    });
  },
);

const codesIn = (text: string): string[] => [...text.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);

const lineOf = (section: string, start: string): string =>
  section.split("\n").find((line) => line.startsWith(start)) ?? "";

function membersOf(schema: z.ZodType): string[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  return Object.keys(properties).sort();
}
