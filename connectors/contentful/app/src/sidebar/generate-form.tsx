import { type Batch, type BatchPreview, createTargetBatchSchema } from "@assetql/contract";
import { Button, Form, FormControl, Note, Select, Text } from "@contentful/f36-components";
import { useState } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { LoadingLines } from "../common/loading.tsx";
import { StyleSelect } from "../common/style-select.tsx";
import { TemplateEditor } from "../common/template-editor.tsx";
import { useAction } from "../common/use-action.ts";
import { useLoad } from "../common/use-load.ts";
import { counted, dollars } from "../common/words.ts";
import { batchName } from "./batch-name.ts";

interface GenerateFormProps {
  readonly entry: { readonly id: string; readonly contentTypeId: string; readonly title: string };
  readonly fields: readonly string[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly isRunning: boolean;
  readonly onStarted: (batches: readonly Batch[]) => void;
}

/** Nobody compares more side by side in a column this narrow. */
const COUNTS = [1, 2, 3, 4] as const;

/** The prompt for this entry, and the button that makes images of it. The styles are asked for once it is opened. */
export function GenerateForm({ isOpen, ...props }: GenerateFormProps) {
  if (isOpen) return <OpenForm {...props} />;
  return (
    <Button variant="primary" isFullWidth isDisabled={props.isRunning} onClick={() => props.onOpen(true)}>
      Generate an image
    </Button>
  );
}

function OpenForm({ entry, fields, onOpen, isRunning, onStarted }: Omit<GenerateFormProps, "isOpen">) {
  const { api, parameters, target } = useReadyApp();
  const styles = useLoad((signal) => api.styles({ signal }), [api]);
  const [styleProfileId, setStyle] = useState(parameters.styleProfileId);
  const [template, setTemplate] = useState(parameters.template);
  const [count, setCount] = useState(2);
  const [preview, setPreview] = useState<BatchPreview | null>(null);
  const isComplete = styleProfileId !== null && template.trim() !== "";
  const toBatch = () =>
    createTargetBatchSchema.parse({
      name: batchName(entry.title, entry.id),
      styleProfileId,
      template,
      query: { kind: entry.contentTypeId, ids: [entry.id] },
    });
  const look = useAction(async () => setPreview(await api.preview(target.id, toBatch())));
  const generate = useAction(async () => {
    // A row an entry: each candidate is a batch of its own, with a seed of its own.
    const batches = Array.from({ length: count }, () => api.createBatch(target.id, toBatch()));
    onStarted(await Promise.all(batches));
    onOpen(false);
  });
  if (styles.status === "failed") return <FailureNote failure={styles.failure} onRetry={styles.reload} />;
  if (styles.value === undefined) return <LoadingLines label="Loading styles" />;
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      <StyleSelect styles={styles.value} value={styleProfileId} onChange={setStyle} />
      <TemplateEditor
        value={template}
        onChange={(value) => {
          setTemplate(value);
          setPreview(null);
        }}
        fields={fields}
        help="Names in braces stand for this entry's fields."
        rows={5}
      />
      <FormControl>
        <FormControl.Label>Candidates</FormControl.Label>
        <Select value={String(count)} onChange={({ target: { value } }) => setCount(Number(value))}>
          {COUNTS.map((choice) => (
            <Select.Option key={choice} value={String(choice)}>
              {counted(choice, "image")}
            </Select.Option>
          ))}
        </Select>
      </FormControl>
      {preview !== null && <PromptNote preview={preview} count={count} />}
      <div className="stack">
        <Button isFullWidth onClick={() => look.run()} isLoading={look.isRunning} isDisabled={!isComplete}>
          Show the prompt
        </Button>
        <Button
          variant="primary"
          isFullWidth
          onClick={() => generate.run()}
          isLoading={generate.isRunning}
          isDisabled={!isComplete || isRunning}
        >
          {`Generate ${counted(count, "image")}`}
        </Button>
      </div>
      {look.failure !== null && <FailureNote failure={look.failure} onRetry={() => look.run()} />}
      {generate.failure !== null && <FailureNote failure={generate.failure} onRetry={() => generate.run()} />}
    </Form>
  );
}

function PromptNote({ preview, count }: { preview: BatchPreview; count: number }) {
  const [first] = preview.prompts;
  const { total } = preview.estimatedCost;
  return (
    <div role="status" className="prompt-note">
      <Note variant={preview.valid ? "neutral" : "negative"} title="Prompt">
        {first?.prompt ?? "This entry gives no prompt."}
        {preview.problems.map(({ message }) => (
          <Text as="p" key={message} marginTop="spacingXs">
            {message}
          </Text>
        ))}
        {total > 0 && (
          <Text as="p" fontColor="gray700" marginTop="spacingXs">
            {`Costs about ${dollars(total * count)}.`}
          </Text>
        )}
      </Note>
    </div>
  );
}
