import { ApiProblemError } from "@assetql/client";
import type { DownloadFormat, PublishableAsset } from "@assetql/contract";
import { ConnectorError } from "../contract/connector-error.ts";
import type { ImageFile } from "../contract/context.ts";
import { mayPass } from "./hub-calls.ts";
import type { WorkRun } from "./work-run.ts";

export interface ImageQuery {
  readonly format: DownloadFormat;
  /** Pixels. */
  readonly width?: number;
}

/** The file of an asset's image, from the hub. Throws ConnectorErrors. */
export async function fetchImage(
  { hub, work, signal }: WorkRun,
  asset: PublishableAsset | null,
  query: ImageQuery,
): Promise<ImageFile> {
  if (asset === null) throw missing();
  try {
    return await hub.image(work.id, asset.id, { ...query, version: asset.version }, { signal });
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") throw missing(error);
    if (mayPass(error)) {
      throw new ConnectorError("unavailable", "The image could not be read from AssetQL.", { cause: error });
    }
    throw error;
  }
}

const missing = (cause?: unknown): ConnectorError =>
  new ConnectorError("image-missing", "The image is no longer in AssetQL.", { cause });
