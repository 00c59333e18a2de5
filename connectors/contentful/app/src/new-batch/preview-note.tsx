import type { BatchPreview } from "@assetql/contract";
import { List, Note, Subheading } from "@contentful/f36-components";
import { dollars, duration } from "../common/words.ts";

const SHOWN_PROBLEMS = 10;

/** What a batch would be: three of its prompts, its problems, its cost. */
export function PreviewNote({ preview }: { preview: BatchPreview }) {
  const { prompts, problems, estimatedCost, estimatedSeconds, totalTasks } = preview;
  return (
    <div className="preview" role="status">
      <Subheading as="h3">The first prompts</Subheading>
      <ol className="prompts">
        {prompts.map(({ row, prompt }) => (
          <li key={row}>{prompt}</li>
        ))}
      </ol>
      {problems.length > 0 && (
        <Note
          variant={preview.valid ? "warning" : "negative"}
          title={preview.valid ? "Worth a look" : "This has to be mended first"}
        >
          <List>
            {problems.slice(0, SHOWN_PROBLEMS).map(({ message, row, column }) => (
              <List.Item key={`${row} ${column} ${message}`}>{message}</List.Item>
            ))}
          </List>
        </Note>
      )}
      <dl className="facts">
        <dt>Images</dt>
        <dd>{totalTasks}</dd>
        <dt>Cost</dt>
        <dd>
          {estimatedCost.atMost === 0
            ? "None with this generator"
            : `${dollars(estimatedCost.total)}; at most ${dollars(estimatedCost.atMost)} if every image needs three tries`}
        </dd>
        <dt>Time</dt>
        <dd>{`About ${duration(estimatedSeconds)}`}</dd>
      </dl>
    </div>
  );
}
