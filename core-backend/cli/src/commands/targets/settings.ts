import type { ConnectorDescription, Json } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";

/** A setting that a connector's JSON Schema describes. */
export interface Setting {
  readonly name: string;
  /** As people read it: a text, a number, one of a, b. */
  readonly type: string;
  readonly required: boolean;
  /** What holds when it is not given. */
  readonly fallback: Json | undefined;
  readonly description: string;
  /** The value that a text on the command line stands for. Throws a usage error. */
  parse(text: string): Json;
}

const propertySchema = z.object({
  type: z.string().optional().catch(undefined),
  description: z.string().default("").catch(""),
  enum: z.array(z.string()).optional().catch(undefined),
  default: z.json().optional(),
});

const objectSchema = z.object({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
});

/** The settings at the top of a JSON Schema, in its order; none of what cannot be read. */
export function settingsOf(schema: ConnectorDescription["credentialsSchema"]): readonly Setting[] {
  const parsed = objectSchema.safeParse(schema ?? {});
  if (!parsed.success) return [];
  const { properties, required } = parsed.data;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    required: required.includes(name) && property.default === undefined,
    fallback: property.default,
    description: property.description,
    parse: (text) => parseValue(name, property.type, text),
  }));
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  array: "list",
  object: "JSON object",
};

function typeOf({ type, enum: choices }: z.output<typeof propertySchema>): string {
  if (choices !== undefined) return choices.join(" | ");
  return words[type ?? ""] ?? "JSON";
}

function parseValue(name: string, type: string | undefined, text: string): Json {
  if (type === "string") return text;
  if (type === "array" && !text.trimStart().startsWith("["))
    return text.split(",").map((part) => part.trim());
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    if (type === undefined) return text;
    throw wrongInput(
      `The setting ${name} is a ${words[type] ?? "JSON value"}, which ${JSON.stringify(text)} is not.`,
    );
  }
}

/** Throws a usage error for a setting that the connector does not describe: a typing error would do nothing, silently. */
export function assertKnown(
  { name, configSchema }: Pick<ConnectorDescription, "name" | "configSchema">,
  pairs: readonly (readonly [string, string])[],
): void {
  const names = settingsOf(configSchema).map((setting) => setting.name);
  const unknown = pairs.find(([given]) => !names.includes(given));
  if (unknown === undefined || names.length === 0) return;
  throw wrongInput(
    `${name} has no setting ${JSON.stringify(unknown[0])}. There are: ${names.join(", ")}. \`assetql connectors ${name}\` tells of them.`,
  );
}

/** `name=value`, as often as given. Throws a usage error for what has no `=`. */
export function parsePairs(
  option: string,
  given: readonly string[] = [],
): readonly (readonly [string, string])[] {
  return given.map((text) => {
    const at = text.indexOf("=");
    if (at < 1) throw wrongInput(`--${option} takes name=value, which ${JSON.stringify(text)} is not.`);
    return [text.slice(0, at).trim(), text.slice(at + 1)];
  });
}
