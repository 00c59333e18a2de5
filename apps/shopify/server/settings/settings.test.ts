import { SettingsError } from "@assetql/connector-sdk/process";
import { expect, it } from "vitest";
import { readSettings } from "./settings.ts";

const least = {
  SHOPIFY_API_KEY: "0123456789abcdef",
  SHOPIFY_API_SECRET: "shpss_0123456789abcdef",
  SHOPIFY_APP_URL: "https://images.example.com/",
  ASSETQL_URL: "http://127.0.0.1:4400",
  ASSETQL_API_KEY: "aql_0123456789",
};

const wordsOf = (variables: Record<string, string>): string => {
  try {
    readSettings(variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("These settings were taken");
};

it("needs Shopify's and the hub's, and has a value for everything else", () => {
  expect(readSettings({ ...least, PORT: "" })).toEqual({
    apiKey: "0123456789abcdef",
    apiSecret: "shpss_0123456789abcdef",
    appUrl: "https://images.example.com",
    hubUrl: "http://127.0.0.1:4400",
    hubKey: "aql_0123456789",
    store: { kind: "sqlite", folder: "assetql-shopify" },
    secret: undefined,
    host: "127.0.0.1",
    port: 4420,
    buildFolder: "build",
    plan: "free",
    billing: { mode: "off", freeImages: 20, pricePerImage: "0.10", cap: "100.00", currency: "USD" },
    logLevel: "info",
  });
});

it("keeps everything in DynamoDB when tables are named", () => {
  const settings = readSettings({
    ...least,
    ASSETQL_SHOPIFY_TABLE: "assetql-shopify",
    ASSETQL_SHOPIFY_SESSIONS_TABLE: "shopify-sessions",
    AWS_REGION: "eu-central-1",
    ASSETQL_SHOPIFY_SECRET: "s".repeat(32),
  });
  expect(settings.store).toEqual({
    kind: "dynamodb",
    table: "assetql-shopify",
    sessionsTable: "shopify-sessions",
    region: "eu-central-1",
  });
});

it("names every variable that is missing", () => {
  expect(wordsOf({}).split("\n")).toEqual([
    "The environment is not right:",
    "  SHOPIFY_API_KEY is missing",
    "  SHOPIFY_API_SECRET is missing",
    "  SHOPIFY_APP_URL is missing",
    "  ASSETQL_URL is missing",
    "  ASSETQL_API_KEY is missing",
  ]);
  expect(wordsOf({ ...least, ASSETQL_SHOPIFY_TABLE: "documents" }).split("\n")).toEqual([
    "The environment is not right:",
    "  ASSETQL_SHOPIFY_SESSIONS_TABLE is missing: with DynamoDB, both tables must be named",
    "  AWS_REGION is missing: it says where the tables are",
    "  ASSETQL_SHOPIFY_SECRET is missing: with DynamoDB there is no folder to keep a secret in. Make one with `openssl rand -hex 32`",
  ]);
  const region = wordsOf({ ...least, PORT: "many", ASSETQL_SHOPIFY_TABLE: "documents" });
  expect(region).toMatch(/PORT must be[\s\S]+AWS_REGION is missing/);
});

it("takes no price of nothing, of which a limit would pay for no end of images", () => {
  for (const price of ["0", "0.00"]) {
    expect(wordsOf({ ...least, ASSETQL_SHOPIFY_IMAGE_PRICE: price })).toContain(
      "ASSETQL_SHOPIFY_IMAGE_PRICE must be more than 0",
    );
  }
});

it("takes an address of its own that is https and has no path, which Shopify's frame would never reach", () => {
  const words = "SHOPIFY_APP_URL must begin with https:// and have no path, as in https://images.example.com";
  for (const address of [
    "http://images.example.com",
    "https://images.example.com/app",
    "https://a.example/?b",
  ]) {
    expect(wordsOf({ ...least, SHOPIFY_APP_URL: address })).toContain(words);
  }
});

it("tells the range of a number", () => {
  expect(wordsOf({ ...least, PORT: "80000" })).toContain("PORT must be a whole number from 0 to 65535");
  expect(wordsOf({ ...least, ASSETQL_SHOPIFY_FREE_IMAGES: "-3" })).toContain(
    "ASSETQL_SHOPIFY_FREE_IMAGES must be a whole number from 0 to 1000000",
  );
});

it("names every variable that is wrong, and repeats no value", () => {
  const words = wordsOf({
    ...least,
    SHOPIFY_API_SECRET: "hunter2",
    SHOPIFY_APP_URL: "images.example.com",
    ASSETQL_SHOPIFY_SECRET: "opensesame",
    PORT: "many",
    ASSETQL_SHOPIFY_PLAN: "golden",
    ASSETQL_SHOPIFY_BILLING: "yes",
    ASSETQL_SHOPIFY_IMAGE_PRICE: "0.001",
    ASSETQL_SHOPIFY_CURRENCY: "dollars",
    ASSETQL_SHOPIFY_LOG_LEVEL: "loud",
  });
  expect(words.split("\n")).toEqual([
    "The environment is not right:",
    "  SHOPIFY_API_SECRET is too short to be an app's client secret",
    "  SHOPIFY_APP_URL must be an address such as https://images.example.com",
    "  ASSETQL_SHOPIFY_SECRET must have at least 32 characters, of chance",
    "  PORT must be a whole number from 0 to 65535",
    "  ASSETQL_SHOPIFY_PLAN must be one of free, paid, enterprise, unlimited",
    "  ASSETQL_SHOPIFY_BILLING must be on, test or off",
    "  ASSETQL_SHOPIFY_IMAGE_PRICE must be an amount such as 0.08",
    "  ASSETQL_SHOPIFY_CURRENCY must be a currency such as USD",
    "  ASSETQL_SHOPIFY_LOG_LEVEL must be debug, info, warn or error",
  ]);
  expect(words).not.toMatch(/hunter2|opensesame|golden/);
});
