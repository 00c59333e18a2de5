import type { StyleProfile, StyleProfileId } from "@assetql/contract";
import { FormControl, Select } from "@contentful/f36-components";

interface StyleSelectProps {
  readonly styles: readonly StyleProfile[];
  readonly value: StyleProfileId | null;
  readonly onChange: (id: StyleProfileId | null) => void;
  readonly problem?: string | undefined;
  readonly help?: string;
}

export function StyleSelect({ styles, value, onChange, problem, help }: StyleSelectProps) {
  return (
    <FormControl isInvalid={problem !== undefined} isRequired>
      <FormControl.Label>Style profile</FormControl.Label>
      <Select
        value={value ?? ""}
        onChange={({ target }) => onChange(styles.find(({ id }) => id === target.value)?.id ?? null)}
      >
        <Select.Option value="">Choose a style profile</Select.Option>
        {styles.map(({ id, name, deviationThreshold }) => (
          <Select.Option key={id} value={id}>
            {`${name} (images need ${Math.round(deviationThreshold * 100)} %)`}
          </Select.Option>
        ))}
      </Select>
      {problem !== undefined && <FormControl.ValidationMessage>{problem}</FormControl.ValidationMessage>}
      {help !== undefined && <FormControl.HelpText>{help}</FormControl.HelpText>}
    </FormControl>
  );
}
