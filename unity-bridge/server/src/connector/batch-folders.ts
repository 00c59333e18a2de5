import { ApiProblemError } from "@assetql/client";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Batch, BatchId, PublicationId } from "@assetql/contract";
import { unityBatchFolder } from "@assetql/export-formats";

/** Names of the folders below `Assets/AssetQL` that batches' textures go to. */
export interface BatchFolders {
  /** The same throughout a pull, whatever becomes of the batch's name. Throws a ConnectorError with the code `unavailable`. */
  of(batchId: BatchId, pullId: PublicationId): Promise<string>;
}

export interface BatchReader {
  get(id: BatchId): Promise<Pick<Batch, "name">>;
}

/** Remembered at once: as good as all that a project works on. The one that began first is forgotten. */
const MOST_PULLS = 20;

/** Asks the hub once for each batch of a pull. */
export function createBatchFolders(batches: BatchReader): BatchFolders {
  const pulls = new Map<PublicationId, Map<BatchId, Promise<string>>>();
  const namesIn = (pullId: PublicationId): Map<BatchId, Promise<string>> => {
    const names = pulls.get(pullId) ?? new Map<BatchId, Promise<string>>();
    pulls.set(pullId, names);
    const [first] = pulls.keys();
    if (pulls.size > MOST_PULLS && first !== undefined) pulls.delete(first);
    return names;
  };
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
    of(batchId, pullId) {
      const names = namesIn(pullId);
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
