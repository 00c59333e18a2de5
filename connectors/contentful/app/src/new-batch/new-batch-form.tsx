import type { Batch, BatchPreview, StyleProfile } from "@assetql/contract";
import { Button, Form, FormControl, Heading, TextInput } from "@contentful/f36-components";
import { useState } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { StyleSelect } from "../common/style-select.tsx";
import { TemplateEditor } from "../common/template-editor.tsx";
import { useAction } from "../common/use-action.ts";
import { counted } from "../common/words.ts";
import type { ContentTypeChoice } from "../contentful/content-types.ts";
import { type Draft, type DraftProblems, newDraft, problemsOf, toBatch } from "./draft.ts";
import { EntriesSection } from "./entries-section.tsx";
import { PreviewNote } from "./preview-note.tsx";

interface NewBatchFormProps {
  readonly contentTypes: readonly ContentTypeChoice[];
  readonly styles: readonly StyleProfile[];
  readonly onStarted: (batch: Batch) => void;
}

/** Entries, prompt, preview, start: the preview comes before anything is generated or paid for. */
export function NewBatchForm({ contentTypes, styles, onStarted }: NewBatchFormProps) {
  const { api, parameters, target } = useReadyApp();
  const [draft, setDraft] = useState<Draft>(() =>
    newDraft(parameters, contentTypes[0] ?? { id: "", name: "" }),
  );
  const [problems, setProblems] = useState<DraftProblems>({});
  const [preview, setPreview] = useState<BatchPreview | null>(null);
  const change = (members: Partial<Draft>): void => {
    setDraft({ ...draft, ...members });
    setProblems({});
    if (Object.keys(members).some((member) => member !== "name")) setPreview(null);
  };
  const isComplete = (): boolean => {
    const found = problemsOf(draft);
    setProblems(found);
    return Object.keys(found).length === 0;
  };
  const look = useAction(async () => {
    if (isComplete()) setPreview(await api.preview(target.id, toBatch(draft)));
  });
  const start = useAction(async () => {
    if (isComplete()) onStarted(await api.createBatch(target.id, toBatch(draft)));
  });
  const fields = contentTypes.find(({ id }) => id === draft.contentTypeId)?.textFields ?? [];
  return (
    <Form className="new-batch" onSubmit={(event) => event.preventDefault()}>
      <EntriesSection
        contentTypes={contentTypes}
        draft={draft}
        onChange={change}
        problem={problems.entryIds}
      />
      <section>
        <Heading as="h2">Style and prompt</Heading>
        <StyleSelect
          styles={styles}
          value={draft.styleProfileId}
          onChange={(styleProfileId) => change({ styleProfileId })}
          problem={problems.styleProfileId}
        />
        <TemplateEditor
          value={draft.template}
          onChange={(template) => change({ template })}
          fields={fields}
          problem={problems.template}
        />
        <Button onClick={() => look.run()} isLoading={look.isRunning}>
          Preview
        </Button>
        {look.failure !== null && <FailureNote failure={look.failure} onRetry={() => look.run()} />}
        {preview !== null && <PreviewNote preview={preview} />}
      </section>
      <section>
        <Heading as="h2">Start</Heading>
        <FormControl isInvalid={problems.name !== undefined} isRequired>
          <FormControl.Label>Name of the batch</FormControl.Label>
          <TextInput
            value={draft.name}
            maxLength={120}
            onChange={({ target: { value } }) => change({ name: value })}
          />
          {problems.name !== undefined && (
            <FormControl.ValidationMessage>{problems.name}</FormControl.ValidationMessage>
          )}
          {preview === null && (
            <FormControl.HelpText>
              Look at the preview first: it shows prompts, problems and what the images will cost.
            </FormControl.HelpText>
          )}
        </FormControl>
        <Button
          variant="primary"
          onClick={() => start.run()}
          isLoading={start.isRunning}
          isDisabled={preview === null || !preview.valid}
        >
          {preview === null ? "Start" : `Make ${counted(preview.totalTasks, "image")}`}
        </Button>
        {start.failure !== null && <FailureNote failure={start.failure} onRetry={() => start.run()} />}
      </section>
    </Form>
  );
}
