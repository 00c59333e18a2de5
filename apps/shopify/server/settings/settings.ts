import { readEnvironment, variable } from "@assetql/connector-sdk/process";
import { plans } from "@assetql/contract";
import { z } from "zod";

export const DEFAULT_PORT = 4420;
const LEAST_SECRET = 32;

const origin = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an address such as ${example}` })
    .transform((address) => address.replace(/\/+$/, ""));

/** The app's paths begin at the root, and browsers show it in Shopify's frame by https alone. */
const appOrigin = origin("https://images.example.com").refine(
  (address) => {
    const { protocol, pathname, search } = new URL(address);
    return protocol === "https:" && pathname === "/" && search === "";
  },
  { error: "must begin with https:// and have no path, as in https://images.example.com" },
);

const amount = z.string().regex(/^\d{1,6}(\.\d{1,2})?$/, "must be an amount such as 0.08");
const count = (least: number, most: number) => {
  const words = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(words).int(words).min(least, words).max(most, words);
};

const variablesSchema = z.object({
  SHOPIFY_API_KEY: variable(z.string().min(8, "is too short to be an app's client id")),
  SHOPIFY_API_SECRET: variable(z.string().min(16, "is too short to be an app's client secret")),
  SHOPIFY_APP_URL: variable(appOrigin),
  ASSETQL_URL: variable(origin("http://127.0.0.1:4747")),
  ASSETQL_API_KEY: variable(z.string().trim().min(8, "is too short to be an API key")),
  ASSETQL_SHOPIFY_DATA: variable(z.string().default("assetql-shopify")),
  ASSETQL_SHOPIFY_TABLE: variable(z.string().min(3, "is too short to be a table's name").optional()),
  ASSETQL_SHOPIFY_SESSIONS_TABLE: variable(z.string().min(3, "is too short to be a table's name").optional()),
  AWS_REGION: variable(z.string().optional()),
  ASSETQL_SHOPIFY_SECRET: variable(
    z.string().min(LEAST_SECRET, `must have at least ${LEAST_SECRET} characters, of chance`).optional(),
  ),
  HOST: variable(z.string().default("127.0.0.1")),
  PORT: variable(count(0, 65_535).default(DEFAULT_PORT)),
  ASSETQL_SHOPIFY_BUILD: variable(z.string().default("build")),
  ASSETQL_SHOPIFY_PLAN: variable(z.enum(plans, `must be one of ${plans.join(", ")}`).default("free")),
  ASSETQL_SHOPIFY_BILLING: variable(z.enum(["on", "test", "off"], "must be on, test or off").default("off")),
  ASSETQL_SHOPIFY_FREE_IMAGES: variable(count(0, 1_000_000).default(20)),
  ASSETQL_SHOPIFY_IMAGE_PRICE: variable(amount.regex(/[1-9]/, "must be more than 0").default("0.10")),
  ASSETQL_SHOPIFY_CAP: variable(amount.default("100.00")),
  ASSETQL_SHOPIFY_CURRENCY: variable(
    z
      .string()
      .regex(/^[A-Z]{3}$/, "must be a currency such as USD")
      .default("USD"),
  ),
  ASSETQL_SHOPIFY_LOG_LEVEL: variable(
    z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error").default("info"),
  ),
});

const bothTables = "is missing: with DynamoDB, both tables must be named";
/** What has to be there once a table is named, and what to say where it is not. */
const neededWithTables = [
  ["ASSETQL_SHOPIFY_TABLE", bothTables],
  ["ASSETQL_SHOPIFY_SESSIONS_TABLE", bothTables],
  ["AWS_REGION", "is missing: it says where the tables are"],
  [
    "ASSETQL_SHOPIFY_SECRET",
    "is missing: with DynamoDB there is no folder to keep a secret in. Make one with `openssl rand -hex 32`",
  ],
] as const;

const environmentSchema = neededWithTables.reduce(
  (schema, [name, error]) =>
    schema.refine((found) => !namesTables(found) || found[name] !== undefined, {
      path: [name],
      error,
      // Also while something else is wrong: everything is told at once.
      when: () => true,
    }),
  variablesSchema,
);

const namesTables = (found: z.infer<typeof variablesSchema>): boolean =>
  found.ASSETQL_SHOPIFY_TABLE !== undefined || found.ASSETQL_SHOPIFY_SESSIONS_TABLE !== undefined;

export type Settings = ReturnType<typeof readSettings>;

/** Where the app keeps what it knows. */
export type StoreSettings =
  | { readonly kind: "sqlite"; readonly folder: string }
  | {
      readonly kind: "dynamodb";
      readonly table: string;
      readonly sessionsTable: string;
      readonly region: string;
      /** Of something that speaks DynamoDB's language; AWS unless told. */
      readonly endpoint?: string;
    };

/** Reads the environment once. Throws `SettingsError`, which names every variable that is wrong or missing. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>) {
  const found = readEnvironment(environmentSchema, variables);
  return {
    apiKey: found.SHOPIFY_API_KEY,
    apiSecret: found.SHOPIFY_API_SECRET,
    appUrl: found.SHOPIFY_APP_URL,
    hubUrl: found.ASSETQL_URL,
    hubKey: found.ASSETQL_API_KEY,
    store: storeOf(found),
    secret: found.ASSETQL_SHOPIFY_SECRET,
    host: found.HOST,
    port: found.PORT,
    buildFolder: found.ASSETQL_SHOPIFY_BUILD,
    plan: found.ASSETQL_SHOPIFY_PLAN,
    billing: {
      mode: found.ASSETQL_SHOPIFY_BILLING,
      freeImages: found.ASSETQL_SHOPIFY_FREE_IMAGES,
      pricePerImage: found.ASSETQL_SHOPIFY_IMAGE_PRICE,
      cap: found.ASSETQL_SHOPIFY_CAP,
      currency: found.ASSETQL_SHOPIFY_CURRENCY,
    },
    logLevel: found.ASSETQL_SHOPIFY_LOG_LEVEL,
  };
}

function storeOf(found: z.infer<typeof environmentSchema>): StoreSettings {
  const { ASSETQL_SHOPIFY_TABLE: table, ASSETQL_SHOPIFY_SESSIONS_TABLE: sessionsTable, AWS_REGION } = found;
  if (table === undefined || sessionsTable === undefined || AWS_REGION === undefined) {
    return { kind: "sqlite", folder: found.ASSETQL_SHOPIFY_DATA };
  }
  return { kind: "dynamodb", table, sessionsTable, region: AWS_REGION };
}
