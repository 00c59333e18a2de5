import { type Desired, mappedFields } from "@assetql/connector-sdk";
import type { Json, Mapping, PublishableAsset, Snapshot } from "@assetql/contract";
import { type Config, manifestFields, type settingNames } from "./settings.ts";

export const imageValueOf = ({ sha256 }: Pick<PublishableAsset, "sha256">): string => `sha256:${sha256}`;

/** The import settings as fields. */
export const settingsOf = (config: Config): Record<(typeof settingNames)[number], Json> => {
  const { maxSide, textureType, pixelsPerUnit, filterMode, atlas } = config;
  return { maxSide, textureType, pixelsPerUnit, filterMode, atlas };
};

/** What the project is to have of an asset. Settings that are to stay as they are, are not named. */
export const desire = (config: Config, asset: PublishableAsset, mapping: Mapping): Desired => ({
  externalId: asset.id,
  title: asset.title,
  fields: {
    image: imageValueOf(asset),
    ...(config.keepSettings ? {} : settingsOf(config)),
    ...mappedFields(manifestFields, asset, mapping),
    provenance: provenanceOf(asset),
  },
});

const provenanceOf = ({ provenance, styleName, prompt }: PublishableAsset): Snapshot => ({
  ...provenance,
  style: styleName,
  prompt,
});
