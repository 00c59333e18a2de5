import { type ConnectorDescription, type InputProblem, ITEM_COLUMN, type Json } from "@assetql/contract";
import { z } from "zod";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { wordIssue } from "../shared/word-issue.ts";

/** What a person sets of a target; absent members are not looked at. */
export interface Settings {
  readonly config?: Readonly<Record<string, Json>> | undefined;
  readonly credentials?: Readonly<Record<string, string>> | null | undefined;
  readonly mapping?: { readonly rows: Readonly<Record<string, string>> } | undefined;
}

/**
 * Throws the problem `request-invalid`, which names each member that the connector has no use for, by its path, as in
 * `config.siteUrl`. Its words never repeat a value.
 */
export function checkSettings(connector: ConnectorDescription, settings: Settings): void {
  const { config, credentials, mapping } = settings;
  const problems = [
    ...(config === undefined ? [] : problemsOf(connector.configSchema, config, "config")),
    ...(credentials === undefined || credentials === null ? [] : credentialProblems(connector, credentials)),
    ...(mapping !== undefined && Object.hasOwn(mapping.rows, ITEM_COLUMN) ? [RESERVED] : []),
  ];
  if (problems.length > 0) throw invalidRequest(problems);
}

const RESERVED = invalidMember(
  `mapping.rows.${ITEM_COLUMN}`,
  `mapping.rows.${ITEM_COLUMN}: the column ${ITEM_COLUMN} always names the item. Choose another name.`,
);

function credentialProblems(
  { title, credentialsSchema }: ConnectorDescription,
  credentials: Readonly<Record<string, string>>,
): readonly InputProblem[] {
  return credentialsSchema === null
    ? [invalidMember("credentials", `credentials: ${title} takes none.`)]
    : problemsOf(credentialsSchema, credentials, "credentials");
}

/**
 * What is wrong with a publication's options: whoever may publish says where in a target images go, not where the
 * target is, which is its admins' to say.
 */
export function optionProblems(
  { configSchema, overridable, title }: ConnectorDescription,
  { config }: { readonly config: Readonly<Record<string, Json>> },
  options: Readonly<Record<string, Json>>,
): readonly InputProblem[] {
  const refused = Object.keys(options).filter((name) => !overridable.includes(name));
  if (refused.length === 0) return problemsOf(configSchema, { ...config, ...options }, "options");
  const others = overridable.length === 0 ? "none" : overridable.join(", ");
  return refused.map((name) =>
    invalidMember(
      `options.${name}`,
      `options.${name}: ${title} lets a publication set ${others}. Anything else is set in the target.`,
    ),
  );
}

/** What `value`, the request's member `member`, has that the JSON Schema does not allow. */
export function problemsOf(
  schema: ConnectorDescription["configSchema"],
  value: unknown,
  member: string,
): readonly InputProblem[] {
  const parsed = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema).safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) =>
    wordIssue({ ...issue, path: [member, ...issue.path] }, { [member]: value }),
  );
}

/** Whether a JSON Schema is one that settings can be checked by. */
export function isUsableSchema(schema: ConnectorDescription["configSchema"]): boolean {
  try {
    z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
    return true;
  } catch {
    return false;
  }
}
