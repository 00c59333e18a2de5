import { Checkbox, FormControl, Heading, Paragraph, Select } from "@contentful/f36-components";
import { Empty } from "../common/empty.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { LoadingLines } from "../common/loading.tsx";
import type { useLoad } from "../common/use-load.ts";
import type { ContentTypeChoice } from "../contentful/content-types.ts";
import type { AppParameters, Placement } from "../contentful/parameters.ts";

interface PlacementsSectionProps {
  readonly contentTypes: ReturnType<typeof useLoad<readonly ContentTypeChoice[]>>;
  readonly value: readonly Placement[];
  readonly onChange: (members: Partial<AppParameters>) => void;
  readonly problem: string | undefined;
}

/** Which content types get images, each in which of its fields. */
export function PlacementsSection({ contentTypes, value, onChange, problem }: PlacementsSectionProps) {
  const set = (contentTypeId: string, fieldId: string | null): void => {
    const others = value.filter((placement) => placement.contentTypeId !== contentTypeId);
    onChange({ placements: fieldId === null ? others : [...others, { contentTypeId, fieldId }] });
  };
  const choices = contentTypes.value?.filter(({ imageFields }) => imageFields.length > 0);
  return (
    <section>
      <Heading as="h2">Where images go</Heading>
      <Paragraph>
        Tick the content types whose entries get images. The app appears in the sidebar of their entries.
      </Paragraph>
      {contentTypes.status === "failed" && (
        <FailureNote failure={contentTypes.failure} onRetry={contentTypes.reload} />
      )}
      {contentTypes.status === "loading" && choices === undefined && (
        <LoadingLines label="Loading content types" />
      )}
      {choices?.length === 0 && (
        <Empty
          title="No content type has a place for images"
          text="Add a field of the type Media to a content type, then come back to this page."
        />
      )}
      <FormControl isInvalid={problem !== undefined} as="fieldset" className="placements">
        {choices?.map((choice) => (
          <PlacementRow
            key={choice.id}
            choice={choice}
            fieldId={value.find(({ contentTypeId }) => contentTypeId === choice.id)?.fieldId ?? null}
            onChange={(fieldId) => set(choice.id, fieldId)}
          />
        ))}
        {problem !== undefined && <FormControl.ValidationMessage>{problem}</FormControl.ValidationMessage>}
      </FormControl>
    </section>
  );
}

interface PlacementRowProps {
  readonly choice: ContentTypeChoice;
  readonly fieldId: string | null;
  readonly onChange: (fieldId: string | null) => void;
}

function PlacementRow({ choice, fieldId, onChange }: PlacementRowProps) {
  const { name, imageFields } = choice;
  const only = imageFields.length === 1 ? (imageFields[0]?.id ?? "") : "";
  return (
    <div className="placement">
      <Checkbox
        isChecked={fieldId !== null}
        onChange={({ target }) => onChange(target.checked ? only : null)}
      >
        {name}
      </Checkbox>
      {fieldId !== null && (
        <Select
          size="small"
          aria-label={`Field for the images of ${name}`}
          value={fieldId}
          onChange={({ target }) => onChange(target.value)}
        >
          <Select.Option value="">Choose a field</Select.Option>
          {imageFields.map((field) => (
            <Select.Option key={field.id} value={field.id}>
              {field.isList ? `${field.name} (added to the list)` : field.name}
            </Select.Option>
          ))}
        </Select>
      )}
    </div>
  );
}
