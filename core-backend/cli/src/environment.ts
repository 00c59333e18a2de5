import { z } from "zod";
import { foldersTextSchema } from "./commands/hub/folder-options.ts";
import { dailyBudgetsTextSchema, rateLimitSchema } from "./commands/hub/limit-options.ts";
import { networksTextSchema } from "./commands/hub/network-options.ts";
import { oidcVariables } from "./commands/hub/oidc-options.ts";
import { wrongInput } from "./errors.ts";

/** An empty variable counts as none, as in `ASSETQL_URL= assetql …`. */
const variable = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const environmentSchema = z.object({
  ASSETQL_URL: variable(
    z.url({ protocol: /^https?$/, error: "must be an address such as http://127.0.0.1:4747" }),
  ),
  ASSETQL_API_KEY: variable(z.string().trim().min(8, "is too short to be an API key")),
  ASSETQL_DATA: variable(z.string()),
  ASSETQL_RATE_LIMIT: variable(rateLimitSchema),
  ASSETQL_DAILY_BUDGET: variable(dailyBudgetsTextSchema),
  ASSETQL_SMTP_URL: variable(z.string()),
  ASSETQL_MAIL_FROM: variable(z.string()),
  ASSETQL_ALLOWED_NETWORKS: variable(networksTextSchema),
  ASSETQL_ALLOWED_FOLDERS: variable(foldersTextSchema),
  ASSETQL_OIDC_ISSUER: variable(oidcVariables.ASSETQL_OIDC_ISSUER),
  ASSETQL_OIDC_AUDIENCE: variable(oidcVariables.ASSETQL_OIDC_AUDIENCE),
  ASSETQL_DEBUG: variable(z.string()),
  NO_COLOR: variable(z.string()),
});

export interface Environment {
  readonly url: string | undefined;
  readonly apiKey: string | undefined;
  readonly dataFolder: string | undefined;
  readonly rateLimits: z.output<typeof rateLimitSchema> | undefined;
  readonly dailyBudgets: z.output<typeof dailyBudgetsTextSchema> | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  readonly allowedNetworks: readonly string[] | undefined;
  readonly allowedFolders: readonly string[] | undefined;
  readonly oidcIssuers: readonly string[] | undefined;
  readonly oidcAudiences: readonly string[] | undefined;
  /** Whether errors show their stack. */
  readonly debug: boolean;
  readonly noColour: boolean;
}

/** Reads what the command line takes from the environment; throws a usage error that names each wrong variable. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
    throw wrongInput(`The environment is not right:\n${lines.join("\n")}`);
  }
  const found = parsed.data;
  return {
    url: found.ASSETQL_URL,
    apiKey: found.ASSETQL_API_KEY,
    dataFolder: found.ASSETQL_DATA,
    rateLimits: found.ASSETQL_RATE_LIMIT,
    dailyBudgets: found.ASSETQL_DAILY_BUDGET,
    smtpUrl: found.ASSETQL_SMTP_URL,
    mailFrom: found.ASSETQL_MAIL_FROM,
    allowedNetworks: found.ASSETQL_ALLOWED_NETWORKS,
    allowedFolders: found.ASSETQL_ALLOWED_FOLDERS,
    oidcIssuers: found.ASSETQL_OIDC_ISSUER,
    oidcAudiences: found.ASSETQL_OIDC_AUDIENCE,
    debug: found.ASSETQL_DEBUG !== undefined && found.ASSETQL_DEBUG !== "0",
    noColour: found.NO_COLOR !== undefined,
  };
}
