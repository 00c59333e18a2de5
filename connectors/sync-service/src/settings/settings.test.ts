import { SettingsError } from "@assetql/connector-sdk/process";
import { expect, it } from "vitest";
import { readSettings } from "./settings.ts";

const least = { ASSETQL_URL: "http://127.0.0.1:4747", ASSETQL_API_KEY: "aql_0123456789" };

const wordsOf = (variables: Record<string, string>): string => {
  try {
    readSettings(variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("These settings were taken");
};

it("needs the hub and a key, and has a value for everything else", () => {
  expect(readSettings(least)).toEqual({
    hubUrl: "http://127.0.0.1:4747",
    apiKey: "aql_0123456789",
    workspaceKeys: [],
    host: "127.0.0.1",
    port: 4410,
    publicUrl: undefined,
    logLevel: "info",
    allowNetworks: [],
    allowedFolders: [],
    hooks: { secret: undefined, secrets: new Map() },
    contentfulApp: { secret: undefined, targets: new Map(), role: "creator", origins: [], folder: undefined },
  });
});

it("reads lists and pairs, and takes empty variables for none", () => {
  const settings = readSettings({
    ...least,
    ASSETQL_SYNC_PORT: "",
    ASSETQL_ALLOWED_NETWORKS: "127.0.0.0/8, wordpress.internal",
    ASSETQL_ALLOWED_FOLDERS: "/srv/shop images:/srv/b",
    ASSETQL_HOOK_SECRETS: `tgt_one1=${"a".repeat(63)}=`,
    ASSETQL_CONTENTFUL_APP_TARGETS: "space1/master=tgt_abcd,space1/staging=tgt_efgh",
    ASSETQL_WORKSPACE_API_KEYS: "aql_second_key,aql_third_key",
  });
  expect(settings.port).toBe(4410);
  expect(settings.allowNetworks).toEqual(["127.0.0.0/8", "wordpress.internal"]);
  expect(settings.allowedFolders).toEqual(["/srv/shop images", "/srv/b"]);
  expect(settings.hooks.secrets.get("tgt_one1")).toBe(`${"a".repeat(63)}=`);
  expect([...settings.contentfulApp.targets]).toEqual([
    ["space1/master", "tgt_abcd"],
    ["space1/staging", "tgt_efgh"],
  ]);
  expect(settings.workspaceKeys).toEqual(["aql_second_key", "aql_third_key"]);
});

it("names every variable that is wrong or missing, and repeats no value", () => {
  const words = wordsOf({
    ASSETQL_URL: "hub.example",
    ASSETQL_SYNC_PORT: "many",
    ASSETQL_HOOK_SECRET: "hunter2",
    ASSETQL_CONTENTFUL_APP_SECRET: "opensesame",
    ASSETQL_CONTENTFUL_APP_TARGETS: "space1",
  });
  expect(words.split("\n")).toEqual([
    "The environment is not right:",
    "  ASSETQL_URL must be an address such as http://127.0.0.1:4747",
    "  ASSETQL_API_KEY is missing",
    "  ASSETQL_SYNC_PORT must be a number",
    "  ASSETQL_HOOK_SECRET must have at least 32 characters, of chance",
    "  ASSETQL_CONTENTFUL_APP_SECRET must have 64 characters",
    "  ASSETQL_CONTENTFUL_APP_TARGETS must be a list such as space/environment=tgt_…",
  ]);
  expect(words).not.toMatch(/hunter2|opensesame/);
});
