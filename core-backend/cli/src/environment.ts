import { z } from "zod";
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
  ASSETQL_DEBUG: variable(z.string()),
  NO_COLOR: variable(z.string()),
});

export interface Environment {
  readonly url: string | undefined;
  readonly apiKey: string | undefined;
  readonly dataFolder: string | undefined;
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
    debug: found.ASSETQL_DEBUG !== undefined && found.ASSETQL_DEBUG !== "0",
    noColour: found.NO_COLOR !== undefined,
  };
}
