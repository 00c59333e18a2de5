import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useSdk } from "../contentful/sdk-context.tsx";
import { createSignedFetch } from "../contentful/signed-fetch.ts";
import { type Api, createApi } from "./api.ts";
import { serviceAddress } from "./service-address.ts";

const ApiContext = createContext<Api | null>(null);

/** Gives its children the way to AssetQL through the sync service at this address. */
export function ApiProvider({ syncService, children }: { syncService: string; children: ReactNode }) {
  const sdk = useSdk();
  const api = useMemo(
    () => createApi({ baseUrl: serviceAddress(syncService), fetch: createSignedFetch(sdk) }),
    [sdk, syncService],
  );
  return <ApiContext.Provider value={api}>{children}</ApiContext.Provider>;
}

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error("useApi is called outside of ApiProvider");
  return api;
}
