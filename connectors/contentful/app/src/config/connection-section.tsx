import { FormControl, Heading, TextInput } from "@contentful/f36-components";
import type { AppParameters } from "../contentful/parameters.ts";

interface ConnectionSectionProps {
  readonly value: string;
  readonly onChange: (members: Partial<AppParameters>) => void;
  readonly problem: string | undefined;
}

export function ConnectionSection({ value, onChange, problem }: ConnectionSectionProps) {
  return (
    <section>
      <Heading as="h2">Connection</Heading>
      <FormControl isInvalid={problem !== undefined} isRequired>
        <FormControl.Label>Address of the sync service</FormControl.Label>
        <TextInput
          type="url"
          value={value}
          placeholder="https://sync.example.com"
          onChange={({ target }) => onChange({ syncService: target.value })}
        />
        {problem !== undefined && <FormControl.ValidationMessage>{problem}</FormControl.ValidationMessage>}
        <FormControl.HelpText>
          It connects Contentful to your AssetQL hub and holds this app's signing secret. Whoever runs it can
          tell you.
        </FormControl.HelpText>
      </FormControl>
    </section>
  );
}
