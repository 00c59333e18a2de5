import { Button, TextareaControl } from "@wordpress/components";
import { __ } from "@wordpress/i18n";

interface Props {
  readonly value: string;
  readonly onChange: (template: string) => void;
  readonly fields: readonly string[];
}

/** The prompt template, with a button for every field it can use. */
export function TemplateField({ value, onChange, fields }: Props) {
  const insert = (field: string) =>
    onChange(`${value}${value === "" || value.endsWith(" ") ? "" : " "}{${field}}`);
  return (
    <div className="assetql-template">
      <TextareaControl
        __nextHasNoMarginBottom
        label={__("What the images show", "assetql")}
        rows={3}
        value={value}
        onChange={onChange}
        help={__(
          "Fields in braces are filled in for every image, as in: A still life about {title}",
          "assetql",
        )}
      />
      <div className="assetql-fields">
        {fields.map((field) => (
          <Button key={field} variant="secondary" onClick={() => insert(field)}>
            {`{${field}}`}
          </Button>
        ))}
      </div>
    </div>
  );
}
