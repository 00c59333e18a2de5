import type { ChangeToApply } from "@assetql/connector-sdk";
import { type Snapshot, unityImportSchema } from "@assetql/contract";
import { settingsOf } from "./desire.ts";
import { type Config, settingNames } from "./settings.ts";

const settingsSchema = unityImportSchema.omit({ format: true });

/** What a texture is imported with once a change is made: what it writes, else what is there, else the defaults. */
export function settingsAfter(config: Config, { fields, before }: Pick<ChangeToApply, "fields" | "before">) {
  const defaults = settingsOf(config);
  const known: Snapshot = { ...defaults, ...before.fields, ...fields };
  const all = settingNames.map((name) => [name, known[name]]);
  // What somebody has put into the mapping by hand may be anything.
  const parsed = settingsSchema.safeParse(Object.fromEntries(all));
  return parsed.success ? parsed.data : settingsSchema.parse(defaults);
}
export type TextureSettings = ReturnType<typeof settingsAfter>;

const inMeta: ReadonlySet<string> = new Set(["textureType", "pixelsPerUnit", "filterMode"]);

/** The fields that a change writes, by where the project keeps them. */
export function partsOf(fields: Snapshot): { readonly meta: readonly string[]; readonly mapping: Snapshot } {
  const names = Object.keys(fields);
  const kept = names.filter((name) => !inMeta.has(name) && name !== "image");
  return {
    meta: names.filter((name) => inMeta.has(name)),
    mapping: Object.fromEntries(kept.map((name) => [name, fields[name] ?? null])),
  };
}
