import type { Publication } from "@assetql/contract";
import { RelativeDateTime, Table, TextLink } from "@contentful/f36-components";
import { useReadyApp } from "../common/app-gate.tsx";
import { Empty } from "../common/empty.tsx";
import { ListView } from "../common/list-view.tsx";
import { usePages } from "../common/use-pages.ts";
import type { View } from "../page/view.ts";
import { PublicationStatus } from "./publication-status.tsx";
import { countWords } from "./publication-words.ts";

/** What was published from here, newest first. */
export function HistoryView({ go }: { go: (view: View) => void }) {
  const { api } = useReadyApp();
  const pages = usePages((cursor, signal) => api.publications(cursor, { signal }), [api]);
  const empty = (
    <Empty
      title="Nothing has been published yet"
      text="Approve images of a batch, then plan their publication. It is listed here, and can be undone."
    />
  );
  return (
    <ListView pages={pages} label="Loading publications" empty={empty}>
      {(publications) => (
        <div className="scroll-x">
          <Table>
            <Table.Head>
              <Table.Row>
                <Table.Cell>Publication</Table.Cell>
                <Table.Cell>Status</Table.Cell>
                <Table.Cell>Plan</Table.Cell>
                <Table.Cell>Made</Table.Cell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {publications.map((publication) => (
                <PublicationRow
                  key={publication.id}
                  publication={publication}
                  onOpen={() => go({ name: "publication", id: publication.id })}
                />
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </ListView>
  );
}

function PublicationRow({ publication, onOpen }: { publication: Publication; onOpen: () => void }) {
  return (
    <Table.Row>
      <Table.Cell isWordBreak>
        <TextLink as="button" onClick={onOpen}>
          {publication.name}
        </TextLink>
      </Table.Cell>
      <Table.Cell>
        <PublicationStatus status={publication.status} />
      </Table.Cell>
      <Table.Cell>{countWords(publication.counts)}</Table.Cell>
      <Table.Cell>
        <RelativeDateTime date={publication.createdAt} />
      </Table.Cell>
    </Table.Row>
  );
}
