import type { ConnectorDescription, Json } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import { readInputFile } from "../../input-files.ts";
import type { Session } from "../../session.ts";
import { assertKnown, parsePairs, type Setting, settingsOf } from "./settings.ts";

export const settingsOptions = z.object({
  config: z.array(z.string()).optional(),
  configFile: z.string().optional(),
  credentialsFile: z.string().optional(),
});
type Options = z.output<typeof settingsOptions>;

/** For every setting of a name there is a variable: `applicationPassword` is `ASSETQL_CREDENTIAL_APPLICATION_PASSWORD`. */
export const variableOf = (name: string): string =>
  `ASSETQL_CREDENTIAL_${name
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()}`;

/**
 * The config from a file and from `name=value`, which counts more; what is required and was not given is asked for, where
 * somebody can be asked.
 */
export async function readConfig(
  session: Session,
  { name: connector, configSchema, title }: ConnectorDescription,
  { config, configFile, ask }: Pick<Options, "config" | "configFile"> & { readonly ask: boolean },
): Promise<Record<string, Json>> {
  const settings = settingsOf(configSchema);
  const read =
    configFile === undefined ? {} : await readJson(session, configFile, z.record(z.string(), z.json()));
  const pairs = parsePairs("config", config);
  assertKnown({ name: connector, configSchema }, pairs);
  for (const [name, text] of pairs) {
    read[name] = settings.find((setting) => setting.name === name)?.parse(text) ?? text;
  }
  if (!ask || session.prompter === undefined) return read;
  for (const setting of settings) {
    if (!setting.required || read[setting.name] !== undefined) continue;
    const answer = await session.prompter.ask(`${title}, ${questionOf(setting)}: `);
    if (answer !== "") read[setting.name] = setting.parse(answer);
  }
  return read;
}

/**
 * Credentials from a file, else from the environment, else asked for without showing them. Never from the command line,
 * which other users of the machine and the shell's history see. `undefined` when the connector takes none, or none are
 * there.
 */
export async function readCredentials(
  session: Session,
  { credentialsSchema, title }: ConnectorDescription,
  { credentialsFile, ask }: Pick<Options, "credentialsFile"> & { readonly ask: boolean },
): Promise<Record<string, string> | undefined> {
  const settings = settingsOf(credentialsSchema);
  if (credentialsSchema === null) {
    if (credentialsFile !== undefined) throw wrongInput(`${title} takes no credentials.`);
    return undefined;
  }
  if (credentialsFile !== undefined) {
    return readJson(session, credentialsFile, z.record(z.string(), z.string()));
  }
  const read: Record<string, string> = {};
  for (const { name } of settings) {
    const value = session.variables[variableOf(name)];
    if (value !== undefined && value !== "") read[name] = value;
  }
  for (const setting of ask ? settings : []) {
    if (!setting.required || read[setting.name] !== undefined) continue;
    const answer = await session.prompter?.askSecret(`${title}, ${questionOf(setting)} (not shown): `);
    if (answer !== undefined && answer !== "") read[setting.name] = answer;
  }
  return Object.keys(read).length === 0 ? undefined : read;
}

const questionOf = ({ name, description }: Setting): string =>
  description === "" ? name : `${name} (${description})`;

/** A file's JSON. Throws a usage error that repeats nothing of it: it may hold secrets. */
async function readJson<Schema extends z.ZodType>(
  session: Session,
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { bytes } = await readInputFile(session, file);
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw wrongInput(`${file} is not what is wanted: one JSON object of names and values.`);
  }
}
