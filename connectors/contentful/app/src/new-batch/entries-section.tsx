import type { ItemQuery } from "@assetql/contract";
import {
  Flex,
  FormControl,
  Heading,
  Select,
  Switch,
  Text,
  TextInput,
  ValidationMessage,
} from "@contentful/f36-components";
import { useState } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { Empty } from "../common/empty.tsx";
import { ListView } from "../common/list-view.tsx";
import { usePages } from "../common/use-pages.ts";
import { useSettled } from "../common/use-settled.ts";
import type { ContentTypeChoice } from "../contentful/content-types.ts";
import { placementOf } from "../contentful/parameters.ts";
import type { Draft } from "./draft.ts";
import { EntryTable } from "./entry-table.tsx";

interface EntriesSectionProps {
  readonly contentTypes: readonly ContentTypeChoice[];
  readonly draft: Draft;
  readonly onChange: (members: Partial<Draft>) => void;
  readonly problem: string | undefined;
}

/** Which entries get an image. */
export function EntriesSection({ contentTypes, draft, onChange, problem }: EntriesSectionProps) {
  const { api, parameters, target } = useReadyApp();
  const [search, setSearch] = useState("");
  const [withoutImage, setWithoutImage] = useState(true);
  const settled = useSettled(search.trim());
  const kind = draft.contentTypeId;
  const field = placementOf(parameters, kind)?.fieldId;
  const pages = usePages(
    (cursor) =>
      api.items(
        target.id,
        queryOf({ kind, search: settled, field: withoutImage ? field : undefined }),
        cursor,
      ),
    [api, target.id, kind, field, withoutImage, settled],
  );
  const count = draft.entryIds.length;
  return (
    <section>
      <Heading as="h2">Entries</Heading>
      <Flex gap="spacingM" flexWrap="wrap" alignItems="flex-end" className="filters">
        <FormControl marginBottom="none">
          <FormControl.Label>Content type</FormControl.Label>
          <Select
            value={kind}
            onChange={({ target: { value } }) => onChange({ contentTypeId: value, entryIds: [] })}
          >
            {contentTypes.map(({ id, name }) => (
              <Select.Option key={id} value={id}>
                {name}
              </Select.Option>
            ))}
          </Select>
        </FormControl>
        <FormControl marginBottom="none">
          <FormControl.Label>Search</FormControl.Label>
          <TextInput type="search" value={search} onChange={({ target: { value } }) => setSearch(value)} />
        </FormControl>
        <Switch isChecked={withoutImage} onChange={() => setWithoutImage(!withoutImage)}>
          Only entries without an image
        </Switch>
      </Flex>
      <ListView
        pages={pages}
        label="Loading entries"
        empty={
          <Empty
            title="No entries found"
            text={
              withoutImage
                ? "Perhaps all of them have an image already."
                : "Try another search or content type."
            }
          />
        }
      >
        {(items) => (
          <EntryTable items={items} chosen={draft.entryIds} onChange={(entryIds) => onChange({ entryIds })} />
        )}
      </ListView>
      <Text as="p" aria-live="polite" fontColor="gray700" marginTop="spacingXs">
        {count === 1 ? "1 entry chosen" : `${count} entries chosen`}
      </Text>
      {problem !== undefined && <ValidationMessage>{problem}</ValidationMessage>}
    </section>
  );
}

/** Entries of a content type; with `field`, only those where it is empty. */
function queryOf({
  kind,
  search,
  field,
}: {
  kind: string;
  search: string;
  field: string | undefined;
}): ItemQuery {
  return {
    kind,
    ...(search === "" ? {} : { search }),
    ...(field === undefined ? {} : { filters: { [`fields.${field}[exists]`]: "false" } }),
  };
}
