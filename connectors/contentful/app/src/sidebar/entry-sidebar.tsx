import type { SidebarAppSDK } from "@contentful/app-sdk";
import { Note } from "@contentful/f36-components";
import { useEffect, useState } from "react";
import { AppGate, useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { placementOf } from "../contentful/parameters.ts";
import { Candidates } from "./candidates.tsx";
import { GenerateForm } from "./generate-form.tsx";
import { useCandidates } from "./use-candidates.ts";
import { titleOf, useEntryTitle } from "./use-entry-title.ts";

/** In an entry's sidebar: an image for this entry, from the prompt to the field it belongs in. */
export function EntrySidebar({ sdk }: { sdk: SidebarAppSDK }) {
  useEffect(() => {
    sdk.window.startAutoResizer();
    return () => sdk.window.stopAutoResizer();
  }, [sdk]);
  return (
    <main className="sidebar">
      <AppGate>
        <EntryImages sdk={sdk} />
      </AppGate>
    </main>
  );
}

function EntryImages({ sdk }: { sdk: SidebarAppSDK }) {
  const { parameters, mayWrite } = useReadyApp();
  const { id: contentTypeId } = sdk.contentType.sys;
  const placement = placementOf(parameters, contentTypeId);
  const title = useEntryTitle(sdk);
  const candidates = useCandidates(sdk.ids.entry);
  const [isOpen, setOpen] = useState(false);
  if (placement === undefined) {
    return (
      <Note>
        This content type has no place for images yet. An admin chooses one in the app's configuration.
      </Note>
    );
  }
  const fieldName =
    sdk.contentType.fields.find(({ id }) => id === placement.fieldId)?.name ?? placement.fieldId;
  return (
    <>
      {mayWrite && (
        <GenerateForm
          entry={{ id: sdk.ids.entry, contentTypeId, title: titleOf(title) }}
          fields={fieldIds(sdk)}
          isOpen={isOpen}
          onOpen={setOpen}
          isRunning={candidates.isRunning}
          onStarted={candidates.add}
        />
      )}
      {candidates.failure !== null && <FailureNote failure={candidates.failure} onRetry={candidates.retry} />}
      <Candidates candidates={candidates} contentTypeId={contentTypeId} fieldName={fieldName} />
    </>
  );
}

/** Fields that make text. */
function fieldIds({ contentType }: SidebarAppSDK): readonly string[] {
  return contentType.fields
    .filter(({ type, items }) => !["Link", "Object", "Location"].includes(type) && items?.type !== "Link")
    .map(({ id }) => id);
}
