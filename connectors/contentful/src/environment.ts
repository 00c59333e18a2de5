import { ConnectorError } from "@assetql/connector-sdk";
import type { ContentTypeProps, PlainClientAPI } from "contentful-management";
import type { ContentfulConfig } from "./settings.ts";

/** What must be known of an environment to read and write in it. */
export interface EnvironmentFacts {
  /** Behind the alias, when the target names one. */
  readonly environmentId: string;
  readonly defaultLocale: string;
  /** The locales to write and compare. */
  readonly locales: readonly string[];
  readonly contentTypes: ReadonlyMap<string, ContentTypeProps>;
}

/** Where in an entry an image goes. */
export interface Place {
  readonly fieldId: string;
  readonly isList: boolean;
  readonly locales: readonly string[];
}

const MANY = 1_000;

export async function learnEnvironment(
  client: PlainClientAPI,
  config: ContentfulConfig,
): Promise<EnvironmentFacts> {
  const environment = await client.environment.get({});
  const locales = await client.locale.getMany({ query: { limit: MANY } });
  const types = await client.contentType.getMany({ query: { limit: MANY } });
  const codes = locales.items.map(({ code }) => code);
  const unknown = config.locales.filter((code) => !codes.includes(code));
  if (unknown.length > 0) {
    throw new ConnectorError(
      "config-invalid",
      `The environment has no locale ${unknown.join(", ")}. It has ${codes.join(", ")}.`,
    );
  }
  const defaultLocale = locales.items.find((locale) => locale.default)?.code ?? codes[0] ?? "en-US";
  return {
    environmentId: environment.sys.aliasedEnvironment?.sys.id ?? environment.sys.id,
    defaultLocale,
    locales: config.locales.length > 0 ? config.locales : codes,
    contentTypes: new Map(types.items.map((type) => [type.sys.id, type])),
  };
}

/**
 * The place for an image in entries of this content type; nothing when the target places none.
 * Throws `config-invalid` when the field cannot hold an asset.
 */
export function placeIn(
  facts: EnvironmentFacts,
  config: ContentfulConfig,
  contentTypeId: string,
): Place | undefined {
  const fieldId = config.placementField;
  if (fieldId === undefined) return undefined;
  const type = facts.contentTypes.get(contentTypeId);
  const field = type?.fields.find(({ id }) => id === fieldId);
  const isLink = field?.type === "Link" && field.linkType === "Asset";
  const isList = field?.type === "Array" && field.items?.linkType === "Asset";
  if (field === undefined || (!isLink && !isList)) {
    throw new ConnectorError(
      "config-invalid",
      `The content type “${type?.name ?? contentTypeId}” has no field “${fieldId}” that holds an asset or a list of assets. Choose another field at the target.`,
    );
  }
  return { fieldId, isList, locales: field.localized ? facts.locales : [facts.defaultLocale] };
}
