import type { Json, PublishableAsset } from "@assetql/contract";
import type { CreateContentTypeProps, EntryProps } from "contentful-management";
import { linkTo } from "./asset-fields.ts";
import type { EnvironmentFacts } from "./environment.ts";
import { CONTENTFUL_LIMITS } from "./limits.ts";

/** What is told of an image beside the image, each under the id of a field of the content type. */
const FIELDS = {
  externalId: "Symbol",
  style: "Symbol",
  styleScore: "Number",
  isDraft: "Boolean",
  generator: "Symbol",
  model: "Symbol",
  seed: "Integer",
  imageVersion: "Integer",
  prompt: "Text",
  attribution: "Text",
} as const;
type ProvenanceField = keyof typeof FIELDS;
const fieldIds = Object.keys(FIELDS).filter((name): name is ProvenanceField => name in FIELDS);

const NAMES: Readonly<Record<ProvenanceField, string>> = {
  externalId: "AssetQL id",
  style: "Style",
  styleScore: "Style score",
  isDraft: "Draft",
  generator: "Generator",
  model: "Model",
  seed: "Seed",
  imageVersion: "Version of the image",
  prompt: "Prompt",
  attribution: "Attribution",
};

/** Characters: a snapshot of all fields has room for 30,000 bytes. */
const MAX_TEXT = 4_000;

/** The provenance an asset is published with. */
export function provenanceOf(externalId: string, asset: PublishableAsset): Record<string, Json> {
  const { generator, model, seed, isDraft, attribution } = asset.provenance;
  const symbol = (text: string): string => text.slice(0, CONTENTFUL_LIMITS.titleCharacters);
  return {
    externalId: symbol(externalId),
    style: symbol(asset.styleName),
    styleScore: asset.styleScore.score,
    isDraft,
    generator: symbol(generator),
    model: symbol(model),
    seed,
    imageVersion: asset.version,
    prompt: asset.prompt.slice(0, MAX_TEXT),
    attribution: attribution.join("\n").slice(0, MAX_TEXT),
  };
}

/** What an entry says of an image, as `provenanceOf` would. */
export function provenanceIn(entry: EntryProps, facts: EnvironmentFacts): Json {
  const values: Record<string, Json> = {};
  for (const name of fieldIds) values[name] = entry.fields[name]?.[facts.defaultLocale] ?? null;
  return values;
}

/** The fields of the entry; those that an editor has added to the content type stay. */
export function provenanceFields(
  values: Json,
  { assetId, title, locale }: { readonly assetId: string; readonly title: string; readonly locale: string },
): EntryProps["fields"] {
  const given = typeof values === "object" && values !== null && !Array.isArray(values) ? values : {};
  const own = Object.entries(given).map(([name, value]) => [name, { [locale]: value }]);
  return {
    ...Object.fromEntries(own),
    title: { [locale]: title.slice(0, CONTENTFUL_LIMITS.titleCharacters) },
    image: { [locale]: linkTo("Asset", assetId) },
  };
}

/** The content type of the entries that tell where an image comes from. */
export function provenanceContentType(): CreateContentTypeProps {
  const base = { localized: false, required: false };
  return {
    name: "AssetQL image",
    description: "Where an image that AssetQL made comes from: score, model and prompt. Made by AssetQL.",
    displayField: "title",
    fields: [
      { ...base, id: "title", name: "Title", type: "Symbol" },
      { ...base, id: "image", name: "Image", type: "Link", linkType: "Asset" },
      ...fieldIds.map((id) => ({ ...base, id, name: NAMES[id], type: FIELDS[id] })),
    ],
  };
}

/** The fields that a content type lacks to hold provenance. */
export function missingProvenanceFields(
  present: readonly { readonly id: string; readonly type: string }[],
): string[] {
  const wanted = { title: "Symbol", image: "Link", ...FIELDS };
  return Object.entries(wanted)
    .filter(([id, type]) => !present.some((field) => field.id === id && field.type === type))
    .map(([id]) => id);
}
