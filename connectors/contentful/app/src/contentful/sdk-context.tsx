import type { BaseAppSDK, CMAClient } from "@contentful/app-sdk";
import { createContext, type ReactNode, useContext } from "react";

/** The part of Contentful's SDK that every location has. */
export type AppSdk = Pick<BaseAppSDK, "ids" | "notifier" | "navigator" | "dialogs" | "parameters"> & {
  readonly cma: CMAClient;
};

const SdkContext = createContext<AppSdk | null>(null);

export function SdkProvider({ sdk, children }: { sdk: AppSdk; children: ReactNode }) {
  return <SdkContext.Provider value={sdk}>{children}</SdkContext.Provider>;
}

export function useSdk(): AppSdk {
  const sdk = useContext(SdkContext);
  if (sdk === null) throw new Error("useSdk is called outside of SdkProvider");
  return sdk;
}
