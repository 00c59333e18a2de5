import { delimiter } from "node:path";
import { readEnvironment, variable } from "@assetql/connector-sdk/process";
import { targetIdSchema } from "@assetql/contract";
import { z } from "zod";

export const DEFAULT_SYNC_PORT = 4410;
const LEAST_SECRET = 32;

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(/[\s,]+/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  );

/** Paths have spaces and commas; they are separated as in `PATH`. */
const folders = z
  .string()
  .default("")
  .transform((text) => text.split(delimiter).filter((folder) => folder !== ""));

const key = z.string().trim().min(8, "is too short to be an API key");
const address = (example: string) =>
  z.url({ protocol: /^https?$/, error: `must be an address such as ${example}` });

/** `name=value` pairs; `what` says in the error how they are written. */
const pairs = (what: string, value: z.ZodType<string>) =>
  list.transform((entries, context) => {
    const found = new Map<string, string>();
    for (const entry of entries) {
      const at = entry.indexOf("=");
      const parsed = value.safeParse(entry.slice(at + 1));
      if (at < 1 || !parsed.success) context.addIssue(`must be a list such as ${what}`);
      else found.set(entry.slice(0, at), parsed.data);
    }
    return found;
  });

const secret64 = z.string().regex(/^[0-9a-zA-Z+/=_-]{64}$/, "must have 64 characters");

const environmentSchema = z.object({
  ASSETQL_URL: variable(address("http://127.0.0.1:4747")),
  ASSETQL_API_KEY: variable(key),
  ASSETQL_WORKSPACE_API_KEYS: variable(list.pipe(z.array(key))),
  ASSETQL_SYNC_HOST: variable(z.string().default("127.0.0.1")),
  ASSETQL_SYNC_PORT: variable(
    z.coerce.number("must be a number").int().min(0).max(65_535).default(DEFAULT_SYNC_PORT),
  ),
  ASSETQL_SYNC_PUBLIC_URL: variable(address("https://sync.example.com").optional()),
  ASSETQL_SYNC_LOG_LEVEL: variable(z.enum(["debug", "info", "warn", "error"]).default("info")),
  ASSETQL_ALLOWED_NETWORKS: variable(list),
  ASSETQL_ALLOWED_FOLDERS: variable(folders),
  ASSETQL_HOOK_SECRET: variable(
    z.string().min(LEAST_SECRET, `must have at least ${LEAST_SECRET} characters, of chance`).optional(),
  ),
  ASSETQL_HOOK_SECRETS: variable(pairs("tgt_…=the secret of 64 characters", secret64)),
  ASSETQL_CONTENTFUL_APP_SECRET: variable(secret64.optional()),
  ASSETQL_CONTENTFUL_APP_TARGETS: variable(pairs("space/environment=tgt_…", targetIdSchema)),
  ASSETQL_CONTENTFUL_APP_ROLE: variable(z.enum(["creator", "viewer"]).default("creator")),
  ASSETQL_CONTENTFUL_APP_ORIGINS: variable(list.pipe(z.array(address("https://app.example.com")))),
  ASSETQL_CONTENTFUL_APP_FOLDER: variable(z.string().optional()),
});

/** Reads the environment once. Throws `SettingsError`, which names every variable that is wrong or missing. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>) {
  const found = readEnvironment(environmentSchema, variables);
  return {
    hubUrl: found.ASSETQL_URL,
    apiKey: found.ASSETQL_API_KEY,
    workspaceKeys: found.ASSETQL_WORKSPACE_API_KEYS,
    host: found.ASSETQL_SYNC_HOST,
    port: found.ASSETQL_SYNC_PORT,
    publicUrl: found.ASSETQL_SYNC_PUBLIC_URL,
    logLevel: found.ASSETQL_SYNC_LOG_LEVEL,
    allowNetworks: found.ASSETQL_ALLOWED_NETWORKS,
    allowedFolders: found.ASSETQL_ALLOWED_FOLDERS,
    hooks: { secret: found.ASSETQL_HOOK_SECRET, secrets: found.ASSETQL_HOOK_SECRETS },
    contentfulApp: {
      secret: found.ASSETQL_CONTENTFUL_APP_SECRET,
      targets: found.ASSETQL_CONTENTFUL_APP_TARGETS,
      role: found.ASSETQL_CONTENTFUL_APP_ROLE,
      origins: found.ASSETQL_CONTENTFUL_APP_ORIGINS,
      folder: found.ASSETQL_CONTENTFUL_APP_FOLDER,
    },
  };
}
