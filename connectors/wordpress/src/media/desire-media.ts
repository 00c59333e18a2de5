import { mappedFields } from "@assetql/connector-sdk";
import type { Json, Mapping, PublishableAsset, Snapshot } from "@assetql/contract";
import type { MediaConfig } from "../config.ts";
import { ATTACHMENT } from "./media-seen.ts";

/** The fields of an image in a media library, for the manifest of a connector. */
export const mediaFields = [
  { name: "title", title: "Title", from: "title" },
  { name: "altText", title: "Alternative text", from: "altText" },
  { name: "caption", title: "Caption", from: null },
  { name: "description", title: "Description", from: null },
  { name: "terms", title: "Terms of the media library", from: "tags" },
  { name: "style", title: "Style", from: null },
  { name: "provenance", title: "Made by AI: model, seed, style score", from: null },
  { name: "file", title: "Image file", from: null },
];

/** Without the plugin, a new file is a new attachment. */
export const mediaSideEffects = [ATTACHMENT];

/** What the library should have of an asset. */
export function desireMedia(config: MediaConfig, asset: PublishableAsset, mapping: Mapping): Snapshot {
  const { provenance, styleScore, version, sha256 } = asset;
  const fields: Record<string, Json> = {
    file: `${sha256.slice(0, 32)} ${config.format} ≤${config.maxWidth}`,
  };
  if (config.provenance) {
    const score = Math.round(styleScore.score * 10_000) / 10_000;
    const { model, seed, isDraft } = provenance;
    fields.style = [asset.styleName];
    fields.provenance = { aiGenerated: !isDraft, model, seed, score, version };
  }
  // Some licences want their line to travel with the image.
  if (provenance.attribution.length > 0) fields.description = provenance.attribution.join("\n");
  for (const [name, value] of Object.entries(mappedFields(mediaFields, asset, mapping))) {
    if (name !== "terms") fields[name] = textOf(value);
    else if (config.taxonomy !== undefined) fields.terms = termsOf(value);
  }
  for (const [name, source] of Object.entries(mapping.publish)) if (source === "") delete fields[name];
  return fields;
}

function textOf(value: Json): string {
  return namesOf(value).join(", ");
}

/** A text with commas, as a cell has it, is a list. */
function termsOf(value: Json): string[] {
  const names = namesOf(value).flatMap((name) => name.split(","));
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))].sort();
}

function namesOf(value: Json): string[] {
  const names = Array.isArray(value) ? value : value === null ? [] : [value];
  return names.map(String);
}
