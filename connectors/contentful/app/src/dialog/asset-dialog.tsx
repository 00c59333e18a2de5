import type { DialogAppSDK } from "@contentful/app-sdk";
import { Note } from "@contentful/f36-components";
import { useEffect } from "react";
import { AppGate, useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { LoadingLines } from "../common/loading.tsx";
import { useLoad } from "../common/use-load.ts";
import { AssetForm } from "./asset-form.tsx";
import { type DialogInput, type DialogResult, dialogInputSchema } from "./open-asset.ts";

/** One image, large, with what it scored and where it comes from; its alternative text is checked here. */
export function AssetDialog({ sdk }: { sdk: DialogAppSDK }) {
  const input = dialogInputSchema.safeParse(sdk.parameters.invocation);
  useEffect(() => {
    sdk.window.startAutoResizer();
    return () => sdk.window.stopAutoResizer();
  }, [sdk]);
  return (
    <main className="dialog">
      {input.success ? (
        <AppGate>
          <LoadedAsset input={input.data} close={(result) => sdk.close(result)} />
        </AppGate>
      ) : (
        <Note variant="warning">This dialog is opened from the AssetQL page or from an entry's sidebar.</Note>
      )}
    </main>
  );
}

function LoadedAsset({ input, close }: { input: DialogInput; close: (result: DialogResult) => void }) {
  const { api } = useReadyApp();
  const asset = useLoad((signal) => api.asset(input.assetId, { signal }), [api, input.assetId]);
  if (asset.status === "failed") return <FailureNote failure={asset.failure} onRetry={asset.reload} />;
  if (asset.value === undefined) return <LoadingLines label="Loading the image" lines={8} />;
  return <AssetForm asset={asset.value} keepLabel={input.keepLabel} close={close} />;
}
