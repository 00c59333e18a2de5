import { ApiProblemError } from "@assetql/client";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Batch, BatchId } from "@assetql/contract";
import { unityBatchFolder } from "@assetql/export-formats";

/** Names of the folders below `Assets/AssetQL` that batches' textures go to. */
export interface BatchFolders {
  /** Throws a ConnectorError with the code `unavailable`. */
  of(batchId: BatchId): Promise<string>;
}

export interface BatchReader {
  get(id: BatchId): Promise<Pick<Batch, "name">>;
}

/** Asks the hub once for each batch. */
export function createBatchFolders(batches: BatchReader): BatchFolders {
  const names = new Map<BatchId, Promise<string>>();
  const ask = async (batchId: BatchId): Promise<string> => {
    try {
      return unityBatchFolder((await batches.get(batchId)).name, batchId);
    } catch (error) {
      if (error instanceof ApiProblemError && error.code === "not-found")
        return unityBatchFolder("", batchId);
      const detail = "The name of the batch could not be read from AssetQL.";
      throw new ConnectorError("unavailable", detail, { cause: error });
    }
  };
  return {
    of(batchId) {
      const known = names.get(batchId);
      if (known !== undefined) return known;
      const asked = ask(batchId);
      names.set(batchId, asked);
      // Whoever asks next may have more luck.
      asked.catch(() => names.delete(batchId));
      return asked;
    },
  };
}
