import { isPublicationUnderWay, type Publication, type PublicationId } from "@assetql/contract";
import { useCallback } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { useWatch } from "../common/use-watch.ts";

export const isResting = (publication: Publication): boolean => !isPublicationUnderWay(publication);

/** A publication as it goes on. Null watches nothing. */
export function usePublication(id: PublicationId | null) {
  const { api } = useReadyApp();
  const look = useCallback(
    (signal: AbortSignal) => {
      if (id === null) throw new Error("There is no publication to look at");
      return api.publication(id, { signal });
    },
    [api, id],
  );
  return useWatch(id === null ? null : look, isResting);
}
