import {
  assetProperties,
  type ConnectorDescription,
  type InputProblem,
  ITEM_COLUMN,
  type Json,
  type Mapping,
  type Policies,
  type SyncSettings,
} from "@assetql/contract";
import { z } from "zod";
import { checkRecurrence } from "../shared/check-recurrence.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { wordIssue } from "../shared/word-issue.ts";

/** What a person sets of a target; absent members are not looked at. */
export interface Settings {
  readonly config?: Readonly<Record<string, Json>> | undefined;
  readonly credentials?: Readonly<Record<string, string>> | null | undefined;
  readonly mapping?: Mapping | undefined;
  readonly policies?: Policies | undefined;
}

/**
 * Throws the problem `request-invalid`, which names each member that the connector has no use for, by its path, as in
 * `config.siteUrl`. Its words never repeat a value.
 */
export function checkSettings(connector: ConnectorDescription, settings: Settings): void {
  const { config, credentials, mapping, policies } = settings;
  const problems = [
    ...(config === undefined ? [] : configProblems(connector, config)),
    ...(credentials === undefined || credentials === null ? [] : credentialProblems(connector, credentials)),
    ...(mapping === undefined ? [] : mappingProblems(connector, mapping)),
    ...(policies === undefined ? [] : policyProblems(connector, policies)),
  ];
  if (problems.length > 0) throw invalidRequest(problems);
}

/** The settings as they are kept. Throws the problem `request-invalid` for times that cannot be, as for a schedule's. */
export const checkSync = (sync: SyncSettings, now: number): SyncSettings => ({
  ...sync,
  ...checkRecurrence(sync, { now, member: "sync" }),
});

const RESERVED = invalidMember(
  `mapping.rows.${ITEM_COLUMN}`,
  `mapping.rows.${ITEM_COLUMN}: the column ${ITEM_COLUMN} always names the item. Choose another name.`,
);

function configProblems(
  { title, configSchema }: ConnectorDescription,
  config: Readonly<Record<string, Json>>,
): readonly InputProblem[] {
  const wrong = problemsOf(configSchema, config, "config");
  const { properties, additionalProperties = false } = configSchema;
  if (!isObject(properties) || additionalProperties !== false) return wrong;
  const unknown = Object.keys(config).filter((name) => !Object.hasOwn(properties, name));
  const has = Object.keys(properties).join(", ") || "none";
  return [
    ...wrong,
    ...unknown.map((name) =>
      invalidMember(`config.${name}`, `config.${name}: ${title} has no such setting. It has: ${has}.`),
    ),
  ];
}

const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function mappingProblems(
  { title, fields }: ConnectorDescription,
  { rows, publish }: Mapping,
): readonly InputProblem[] {
  const names = fields.map(({ name }) => name);
  const properties: readonly string[] = ["", ...assetProperties];
  const problems = Object.entries(publish).flatMap(([field, property]) => {
    const path = `mapping.publish.${field}`;
    if (!names.includes(field)) {
      return [invalidMember(path, `${path}: ${title} has no such field. It has: ${names.join(", ")}.`)];
    }
    if (properties.includes(property) || /^metadata\../.test(property)) return [];
    const known = assetProperties.join(", ");
    return [
      invalidMember(path, `${path}: an image has no such property. Choose of ${known}, metadata.COLUMN.`),
    ];
  });
  return Object.hasOwn(rows, ITEM_COLUMN) ? [...problems, RESERVED] : problems;
}

function policyProblems(
  { title, deletions }: ConnectorDescription,
  { deletion }: Policies,
): readonly InputProblem[] {
  if (deletions.includes(deletion)) return [];
  const path = "policies.deletion";
  return [invalidMember(path, `${path}: ${title} can ${deletions.join(", ")}, not ${deletion}.`)];
}

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
    wordIssue({ ...described(schema, issue), path: [member, ...issue.path] }, { [member]: value }),
  );
}

/** A pattern says nothing to people, and the schema has its words for it only in the member's description. */
function described(
  { properties }: ConnectorDescription["configSchema"],
  issue: z.core.$ZodIssue,
): z.core.$ZodIssue {
  const isOfPattern = issue.code === "invalid_format" && issue.format === "regex";
  if (!isOfPattern || issue.path.length !== 1 || !isObject(properties)) return issue;
  const property = properties[String(issue.path[0])];
  const description = isObject(property) ? property.description : undefined;
  if (typeof description !== "string") return issue;
  return { ...issue, message: `must be as its description says: ${description}` };
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
