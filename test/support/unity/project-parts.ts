import type { MappingFile } from "./mapping-file.ts";
import type { Staging } from "./staging.ts";
import type { Textures } from "./textures.ts";

/** What the answers of a project share. */
export interface ProjectParts {
  readonly mapping: MappingFile;
  readonly staging: Staging;
  readonly textures: Textures;
}
