import type { ChangeContext, Context } from "@assetql/connector-sdk";
import type { MediaConfig, WordPressCredentials } from "../config.ts";

/** What the functions of this folder need of a connector: any that puts images into a media library. */
export type MediaContext = Context<MediaConfig, WordPressCredentials>;
export type MediaChangeContext = ChangeContext<MediaConfig, WordPressCredentials>;
