import type { Change } from "@assetql/contract";
import { Badge, List, Table, Text } from "@contentful/f36-components";
import { changeWords, kindLooks, stateWords } from "./publication-words.ts";

/** A plan, a line for each image; once applied, what became of it. */
export function ChangesTable({ changes }: { changes: readonly Change[] }) {
  return (
    <div className="scroll-x">
      <Table>
        <Table.Head>
          <Table.Row>
            <Table.Cell>Image</Table.Cell>
            <Table.Cell>Kind</Table.Cell>
            <Table.Cell>What happens</Table.Cell>
            <Table.Cell>State</Table.Cell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {changes.map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const [variant, word] = kindLooks[change.kind];
  const words = [...changeWords(change), ...(change.receipt?.warnings ?? [])];
  const kept = change.revert?.kept ?? [];
  return (
    <Table.Row>
      <Table.Cell isWordBreak>{change.title}</Table.Cell>
      <Table.Cell>
        <Badge variant={variant}>{word}</Badge>
      </Table.Cell>
      <Table.Cell isWordBreak>
        <List className="plain-list">
          {words.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
          {change.problem !== null && (
            <List.Item>
              <Text fontColor="red600">{change.problem.detail}</Text>
            </List.Item>
          )}
          {kept.length > 0 && (
            <List.Item>{`Left as it is, since somebody changed it: ${kept.join(", ")}`}</List.Item>
          )}
        </List>
      </Table.Cell>
      <Table.Cell>{stateWords[change.state]}</Table.Cell>
    </Table.Row>
  );
}
