import { init, type KnownAppSDK } from "@contentful/app-sdk";
import { GlobalStyles, Note } from "@contentful/f36-components";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ConfigScreen } from "./config/config-screen.tsx";
import { SdkProvider } from "./contentful/sdk-context.tsx";
import { AssetDialog } from "./dialog/asset-dialog.tsx";
import { AppPage } from "./page/app-page.tsx";
import { EntrySidebar } from "./sidebar/entry-sidebar.tsx";

/** One bundle serves every place Contentful shows the app in; each place has an SDK of its own shape. */
function Location({ sdk }: { sdk: KnownAppSDK }) {
  if ("app" in sdk) return <ConfigScreen app={sdk.app} />;
  if ("close" in sdk) return <AssetDialog sdk={sdk} />;
  if ("entry" in sdk && "window" in sdk) return <EntrySidebar sdk={sdk} />;
  if ("agent" in sdk || "experiences" in sdk || "entry" in sdk) {
    return <Note variant="warning">AssetQL has nothing to show in this place.</Note>;
  }
  return <AppPage sdk={sdk} />;
}

init((sdk: KnownAppSDK) => {
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no element with the id root");
  createRoot(root).render(
    <StrictMode>
      <GlobalStyles />
      <SdkProvider sdk={sdk}>
        <Location sdk={sdk} />
      </SdkProvider>
    </StrictMode>,
  );
});
