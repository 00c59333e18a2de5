import { Button } from "@contentful/f36-components";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type AppParameters, readParameters } from "../contentful/parameters.ts";
import { useSdk } from "../contentful/sdk-context.tsx";
import type { Api } from "../hub/api.ts";
import type { AppContext } from "../hub/context.ts";
import { ApiProvider, useApi } from "../hub/hub-context.tsx";
import { problemOfAddress } from "../hub/service-address.ts";
import { Empty } from "./empty.tsx";
import { FailureNote } from "./failure-note.tsx";
import { LoadingLines } from "./loading.tsx";
import { useLoad } from "./use-load.ts";

export interface ReadyApp {
  readonly api: Api;
  readonly parameters: AppParameters;
  readonly target: AppContext["target"];
  /** Otherwise this app may only look. */
  readonly mayWrite: boolean;
}

const ReadyContext = createContext<ReadyApp | null>(null);

/** Shows its children once the app is set up and the sync service has answered; until then, what is missing. */
export function AppGate({ children }: { children: ReactNode }) {
  const { parameters: saved, navigator } = useSdk();
  const parameters = useMemo(() => readParameters(saved.installation), [saved.installation]);
  if (problemOfAddress(parameters.syncService) !== undefined) {
    return (
      <Empty title="AssetQL is not set up yet" text="Somebody with admin rights has to connect it first.">
        <Button onClick={() => navigator.openAppConfig()}>Open the configuration</Button>
      </Empty>
    );
  }
  return (
    <ApiProvider syncService={parameters.syncService}>
      <ServiceGate parameters={parameters}>{children}</ServiceGate>
    </ApiProvider>
  );
}

function ServiceGate({ parameters, children }: { parameters: AppParameters; children: ReactNode }) {
  const api = useApi();
  const context = useLoad((signal) => api.context({ signal }), [api]);
  const { value } = context;
  const ready = useMemo(
    () => value && { api, parameters, target: value.target, mayWrite: value.role !== "viewer" },
    [api, parameters, value],
  );
  if (ready !== undefined) return <ReadyContext.Provider value={ready}>{children}</ReadyContext.Provider>;
  if (context.status === "failed") return <FailureNote failure={context.failure} onRetry={context.reload} />;
  return <LoadingLines label="Connecting to AssetQL" />;
}

export function useReadyApp(): ReadyApp {
  const app = useContext(ReadyContext);
  if (app === null) throw new Error("useReadyApp is called outside of AppGate");
  return app;
}
