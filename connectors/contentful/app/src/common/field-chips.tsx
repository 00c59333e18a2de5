import { Button } from "@contentful/f36-components";

/** The fields a template can name; pressing one writes it into the template. */
export function FieldChips({
  fields,
  onInsert,
}: {
  fields: readonly string[];
  onInsert: (field: string) => void;
}) {
  if (fields.length === 0) return null;
  return (
    <fieldset className="chips">
      <legend>Fields of the entry</legend>
      {fields.map((field) => (
        <Button key={field} size="small" aria-label={`Insert {${field}}`} onClick={() => onInsert(field)}>
          {`{${field}}`}
        </Button>
      ))}
    </fieldset>
  );
}
