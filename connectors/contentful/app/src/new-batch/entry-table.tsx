import type { Item } from "@assetql/contract";
import { Checkbox, Table, Text } from "@contentful/f36-components";

interface EntryTableProps {
  readonly items: readonly Item[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Entries to tick, one or all that are shown. */
export function EntryTable({ items, chosen, onChange }: EntryTableProps) {
  const isChosen = new Set(chosen);
  const shown = items.map(({ id }) => id);
  const count = shown.filter((id) => isChosen.has(id)).length;
  const toggle = (id: string): void =>
    onChange(isChosen.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const toggleAll = (): void => {
    const others = chosen.filter((id) => !shown.includes(id));
    onChange(count === shown.length ? others : [...others, ...shown]);
  };
  return (
    <div className="scroll-x entries">
      <Table>
        <Table.Head>
          <Table.Row>
            <Table.Cell width={48}>
              <Checkbox
                aria-label="All entries shown"
                isChecked={count === shown.length}
                isIndeterminate={count > 0 && count < shown.length}
                onChange={toggleAll}
              />
            </Table.Cell>
            <Table.Cell>Entry</Table.Cell>
            <Table.Cell>Image now</Table.Cell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((item) => (
            <Table.Row key={item.id} isSelected={isChosen.has(item.id)}>
              <Table.Cell>
                <Checkbox
                  aria-label={item.title || item.id}
                  isChecked={isChosen.has(item.id)}
                  onChange={() => toggle(item.id)}
                />
              </Table.Cell>
              <Table.Cell isWordBreak>{item.title || <Text fontColor="gray600">Untitled</Text>}</Table.Cell>
              <Table.Cell>
                {item.image === null ? (
                  <Text fontColor="gray600">None</Text>
                ) : (
                  <img className="entry-image" src={item.image.url} alt={item.image.altText} loading="lazy" />
                )}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
