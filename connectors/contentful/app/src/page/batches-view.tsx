import type { Batch } from "@assetql/contract";
import { Button, RelativeDateTime, Table, TextLink } from "@contentful/f36-components";
import { BatchStatus } from "../batch/batch-status.tsx";
import { useReadyApp } from "../common/app-gate.tsx";
import { Empty } from "../common/empty.tsx";
import { ListView } from "../common/list-view.tsx";
import { percent } from "../common/score-badge.tsx";
import { usePages } from "../common/use-pages.ts";
import type { View } from "./view.ts";

interface BatchesViewProps {
  readonly go: (view: View) => void;
}

export function BatchesView({ go }: BatchesViewProps) {
  const { api, mayWrite } = useReadyApp();
  const pages = usePages((cursor, signal) => api.batches(cursor, { signal }), [api]);
  const empty = (
    <Empty
      title="No batches yet"
      text="A batch makes an image for each of the entries you choose, all in one style."
    >
      {mayWrite && (
        <Button variant="primary" onClick={() => go({ name: "new" })}>
          Make the first batch
        </Button>
      )}
    </Empty>
  );
  return (
    <ListView pages={pages} label="Loading batches" empty={empty}>
      {(batches) => (
        <div className="scroll-x">
          <Table>
            <Table.Head>
              <Table.Row>
                <Table.Cell>Name</Table.Cell>
                <Table.Cell>Status</Table.Cell>
                <Table.Cell>Images</Table.Cell>
                <Table.Cell>Mean style score</Table.Cell>
                <Table.Cell>Made</Table.Cell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {batches.map((batch) => (
                <BatchRow key={batch.id} batch={batch} onOpen={() => go({ name: "batch", id: batch.id })} />
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </ListView>
  );
}

function BatchRow({ batch, onOpen }: { batch: Batch; onOpen: () => void }) {
  const { meanStyleScore } = batch.statistics;
  return (
    <Table.Row>
      <Table.Cell isWordBreak>
        <TextLink as="button" onClick={onOpen}>
          {batch.name}
        </TextLink>
      </Table.Cell>
      <Table.Cell>
        <BatchStatus status={batch.status} />
      </Table.Cell>
      <Table.Cell>{`${batch.completedTasks} of ${batch.totalTasks}`}</Table.Cell>
      <Table.Cell>{meanStyleScore === null ? "–" : percent(meanStyleScore)}</Table.Cell>
      <Table.Cell>
        <RelativeDateTime date={batch.createdAt} />
      </Table.Cell>
    </Table.Row>
  );
}
