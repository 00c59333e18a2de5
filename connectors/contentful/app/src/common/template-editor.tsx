import { BATCH_LIMITS } from "@assetql/contract";
import { FormControl, Textarea } from "@contentful/f36-components";
import { useRef } from "react";
import { flushSync } from "react-dom";
import { FieldChips } from "./field-chips.tsx";

interface TemplateEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fields: readonly string[];
  readonly label?: string;
  readonly help?: string;
  readonly problem?: string | undefined;
  readonly rows?: number;
}

const HELP =
  "Describe the image. A name in braces stands for a field of the entry; {summary|a calm scene} says what to write when the field is empty.";

/** A prompt's template, with the fields it can name to press. */
export function TemplateEditor(props: TemplateEditorProps) {
  const { value, onChange, fields, label = "Prompt template", help = HELP, problem, rows = 4 } = props;
  const textarea = useRef<HTMLTextAreaElement>(null);
  const insert = (field: string): void => {
    const { current } = textarea;
    const start = current?.selectionStart ?? value.length;
    const end = current?.selectionEnd ?? start;
    const text = `{${field}}`;
    // At once: the caret goes behind what was inserted before anybody can type.
    flushSync(() => onChange(value.slice(0, start) + text + value.slice(end)));
    current?.focus();
    current?.setSelectionRange(start + text.length, start + text.length);
  };
  return (
    <FormControl isInvalid={problem !== undefined} isRequired>
      <FormControl.Label>{label}</FormControl.Label>
      <Textarea
        ref={textarea}
        value={value}
        rows={rows}
        maxLength={BATCH_LIMITS.templateCharacters}
        onChange={({ target }) => onChange(target.value)}
      />
      {problem !== undefined && <FormControl.ValidationMessage>{problem}</FormControl.ValidationMessage>}
      <FormControl.HelpText>{help}</FormControl.HelpText>
      <FieldChips fields={fields} onInsert={insert} />
    </FormControl>
  );
}
