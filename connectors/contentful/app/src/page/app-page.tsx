import type { PageAppSDK } from "@contentful/app-sdk";
import { Header, Note, Tabs } from "@contentful/f36-components";
import { useState } from "react";
import { BatchView } from "../batch/batch-view.tsx";
import { AppGate, useReadyApp } from "../common/app-gate.tsx";
import { HistoryView } from "../publish/history-view.tsx";
import { PublicationView } from "../publish/publication-view.tsx";
import { BatchesView } from "./batches-view.tsx";
import { NewBatchView } from "./new-batch-view.tsx";
import { fromPath, toPath, type View } from "./view.ts";

const tabOf = {
  batches: "batches",
  batch: "batches",
  new: "new",
  history: "history",
  publication: "history",
} as const;
const tabs = ["batches", "new", "history"] as const;

/** The app's own page in Contentful: batches from the first prompt to the published images. */
export function AppPage({ sdk }: { sdk: PageAppSDK }) {
  const [view, setView] = useState<View>(() => fromPath(sdk.parameters.invocation?.path ?? "/"));
  const go = (next: View): void => {
    setView(next);
    void sdk.navigator.openCurrentAppPage({ path: toPath(next) });
  };
  return (
    <div className="page">
      <Header title="AssetQL" titleProps={{ as: "h1" }} />
      <main className="page-content">
        <AppGate>
          <LookOnly />
          <Tabs
            currentTab={tabOf[view.name]}
            onTabChange={(tab) => {
              const name = tabs.find((known) => known === tab);
              if (name !== undefined) go({ name });
            }}
          >
            <Tabs.List variant="horizontal-divider" aria-label="AssetQL">
              <Tabs.Tab panelId="batches">Batches</Tabs.Tab>
              <Tabs.Tab panelId="new">New batch</Tabs.Tab>
              <Tabs.Tab panelId="history">Publications</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel id="batches" className="panel">
              {view.name === "batch" ? (
                <BatchView key={view.id} id={view.id} go={go} />
              ) : (
                <BatchesView go={go} />
              )}
            </Tabs.Panel>
            <Tabs.Panel id="new" className="panel">
              <NewBatchView go={go} />
            </Tabs.Panel>
            <Tabs.Panel id="history" className="panel">
              {view.name === "publication" ? (
                <PublicationView key={view.id} id={view.id} go={go} />
              ) : (
                <HistoryView go={go} />
              )}
            </Tabs.Panel>
          </Tabs>
        </AppGate>
      </main>
    </div>
  );
}

function LookOnly() {
  const { mayWrite } = useReadyApp();
  if (mayWrite) return null;
  return (
    <Note className="look-only">You can look at everything here. Changes are switched off for this app.</Note>
  );
}
