import { isDeepStrictEqual } from "node:util";
import type { Json, Snapshot } from "@assetql/contract";
import type { AssetProps, EntryProps, MetadataProps } from "contentful-management";
import type { EnvironmentFacts } from "./environment.ts";
import { flatten, spread } from "./localized.ts";
import type { ContentfulConfig } from "./settings.ts";

/** The fields of a snapshot that live in the Contentful asset itself and are written with one request. */
export const CONTENT_FIELDS = ["title", "description", "image", "tags", "concepts"] as const;

export type Status = "draft" | "published" | "changed" | "archived";

type Scope = { readonly facts: EnvironmentFacts; readonly config: ContentfulConfig };
export type FileFields = AssetProps["fields"]["file"];

/** What is seen of an asset. Locales, tags and concepts that are not ours to write are not looked at. */
export function assetSnapshot(asset: AssetProps, { facts, config }: Scope): Snapshot {
  return {
    title: flatten(asset.fields.title, facts.locales),
    description: flatten(asset.fields.description, facts.locales),
    image: imageOf(asset, facts.locales),
    tags: linkIds(asset.metadata?.tags).filter((id) => config.tags.includes(id)),
    concepts: linkIds(asset.metadata?.concepts).filter((id) => conceptsOf(config).includes(id)),
    status: statusOf(asset),
  };
}

/** What a new asset has before anything is written. */
export const NO_ASSET: Snapshot = {
  title: null,
  description: null,
  image: null,
  tags: [],
  concepts: [],
  status: "draft",
};

/**
 * Draft, published, published with unpublished changes, or archived: publishing remembers the version published and
 * raises the version by one.
 */
export function statusOf({ sys }: Pick<AssetProps | EntryProps, "sys">): Status {
  if (sys.archivedVersion !== undefined) return "archived";
  if (sys.publishedVersion === undefined) return "draft";
  return sys.version === sys.publishedVersion + 1 ? "published" : "changed";
}

export const conceptsOf = (config: ContentfulConfig): string[] => Object.values(config.concepts);

/** The files, locale by locale, with what restoring them takes. Null when there is none. */
export function imageOf(asset: AssetProps, locales: readonly string[]): Json {
  const files = filesOf(asset);
  const present = locales.filter((locale) => files[locale] !== undefined);
  if (present.length === 0) return null;
  return Object.fromEntries(
    present.map((locale) => {
      const { url = null, fileName = "", contentType = "", details } = files[locale] ?? {};
      const { size = null, image } = details ?? {};
      return [
        locale,
        { url, fileName, contentType, size, width: image?.width ?? null, height: image?.height ?? null },
      ];
    }),
  );
}

/** An asset that was never given a file has no `file` member, whatever the types say. */
export function filesOf(asset: AssetProps): Partial<FileFields> {
  return asset.fields.file ?? {};
}

/** The locales whose file Contentful has not taken in yet. */
export function unprocessed(asset: AssetProps, locales: readonly string[]): string[] {
  const files = filesOf(asset);
  return locales.filter((locale) => files[locale] !== undefined && files[locale].url === undefined);
}

/** The file members that bring an image of a snapshot back. Files stay on Contentful's servers while the asset does. */
export function filesFrom(image: Json | undefined): FileFields {
  if (typeof image !== "object" || image === null || Array.isArray(image)) return {};
  const files: FileFields = {};
  for (const [locale, file] of Object.entries(image)) {
    if (typeof file !== "object" || file === null || Array.isArray(file)) continue;
    const { url, fileName, contentType, size, width, height } = file;
    if (typeof url !== "string" || typeof fileName !== "string" || typeof contentType !== "string") continue;
    files[locale] = { url, fileName, contentType, details: { size, image: { width, height } } };
  }
  return files;
}

/**
 * The asset with these fields of a snapshot written into it; everything else stays as it is. `files` replace the
 * files of the locales that are ours to write.
 */
export function withFields(
  current: Pick<AssetProps, "fields" | "metadata">,
  { fields, files }: { readonly fields: Snapshot; readonly files: FileFields | undefined },
  { facts, config }: Scope,
): Pick<AssetProps, "fields"> & { metadata: MetadataProps } {
  const { title, description, file } = current.fields;
  const { locales } = facts;
  const kept = Object.entries(file ?? {}).filter(([locale]) => !locales.includes(locale));
  return {
    fields: {
      title: Object.hasOwn(fields, "title") ? spread(fields.title, title, locales) : (title ?? {}),
      description: Object.hasOwn(fields, "description")
        ? spread(fields.description, description, locales)
        : (description ?? {}),
      file: files === undefined ? (file ?? {}) : { ...Object.fromEntries(kept), ...files },
    },
    metadata: {
      tags: linksAfter(current.metadata?.tags, fields.tags, config.tags).map((id) => linkTo("Tag", id)),
      concepts: linksAfter(current.metadata?.concepts, fields.concepts, conceptsOf(config)).map((id) =>
        linkTo("TaxonomyConcept", id),
      ),
    },
  };
}

/** Whether the asset has these values already, apart from the image and the status. */
export function hasValues(asset: AssetProps, fields: Snapshot, scope: Scope): boolean {
  const seen = assetSnapshot(asset, scope);
  return CONTENT_FIELDS.filter((name) => name !== "image" && Object.hasOwn(fields, name)).every((name) =>
    isDeepStrictEqual(seen[name], fields[name]),
  );
}

type Links = readonly { readonly sys: { readonly id: string } }[] | undefined;

function linkIds(links: Links): string[] {
  return (links ?? []).map(({ sys }) => sys.id).sort();
}

/** Those of others stay; those of ours become what is wanted. */
function linksAfter(current: Links, wanted: Json | undefined, managed: readonly string[]): string[] {
  const ids = (current ?? []).map(({ sys }) => sys.id);
  if (!Array.isArray(wanted)) return ids;
  const ours = wanted.filter((id) => typeof id === "string");
  return [...new Set([...ids.filter((id) => !managed.includes(id)), ...ours])];
}

export function linkTo<T extends string>(
  linkType: T,
  id: string,
): { sys: { type: "Link"; linkType: T; id: string } } {
  return { sys: { type: "Link", linkType, id } };
}
