import { readFileSync } from "node:fs";
import { SHOPIFY_API_VERSION, shopifyScopes } from "@assetql/shopify";
import { expect, it } from "vitest";

const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
const textOf = (name: string): string | undefined =>
  new RegExp(`^\\s*${name} = "(.*)"$`, "m").exec(toml)?.[1];
const listOf = (name: string): string[] => {
  const found = new RegExp(`^\\s*${name} = (\\[.*\\])$`, "m").exec(toml)?.[1];
  return JSON.parse(found ?? "[]") as string[];
};

it("asks for exactly the scopes that the operations need", () => {
  expect(textOf("scopes")?.split(",")).toEqual([...shopifyScopes]);
  // No page calls Shopify by itself: App Bridge gets no access of its own.
  expect(toml).not.toContain("direct_api");
});

it("gets webhooks in the version that the app speaks", () => {
  expect(textOf("api_version")).toBe(SHOPIFY_API_VERSION);
});

it("has every webhook that the app carries out, at the address where they are received", () => {
  const server = readFileSync(new URL("../open-services.ts", import.meta.url), "utf8");
  const handled = [...server.matchAll(/"([a-z]+\/[a-z_]+)":/g)].map(([, topic]) => topic);
  const compliance = ["customers/data_request", "customers/redact", "shop/redact"];
  expect(listOf("compliance_topics")).toEqual(compliance);
  expect([...listOf("topics"), ...compliance].toSorted()).toEqual(handled.toSorted());
  // Shopify's CLI puts a path behind the whole of application_url, its path included.
  const { origin } = new URL(textOf("application_url") ?? "");
  const uris = [...toml.matchAll(/uri = "(.*)"/g)].map(([, uri]) => uri);
  expect(uris).toEqual([`${origin}/webhooks`, `${origin}/webhooks`]);
});

it("is embedded, and begins with the app's own page", () => {
  expect(toml).toMatch(/^embedded = true$/m);
  expect(textOf("application_url")).toMatch(/^https:\/\/[^/]+\/app$/);
});
