import { __ } from "@wordpress/i18n";
import type { PostItem } from "../../shared/api.ts";
import type { Change } from "../../shared/hub-types.ts";
import { type Column, ListTable, type Row } from "../list-table.tsx";
import type { ConflictChoice } from "./conflicts.tsx";
import { ChangedFields, fieldLabel } from "./field-view.tsx";
import { kindLabel, stateLabel } from "./publication-state.ts";

interface Props {
  readonly changes: readonly Change[];
  readonly choice: ConflictChoice;
  /** Nothing has become of it yet. */
  readonly isPlan: boolean;
  /** By asset. */
  readonly thumbnails: ReadonlyMap<string, string | undefined>;
  /** By item. */
  readonly posts: ReadonlyMap<string, PostItem>;
}

/** The plan, line by line, and what has become of it. */
export function ChangesTable({ changes, choice, isPlan, thumbnails, posts }: Props) {
  const row = (change: Change): Row => {
    const { id, assetId, itemId } = change;
    const thumbnail = assetId === null ? undefined : thumbnails.get(assetId);
    const post = itemId === null ? undefined : posts.get(itemId);
    return {
      key: id,
      cells: [
        <Image key="image" title={change.title} thumbnail={thumbnail} />,
        <Post key="post" post={post} itemId={itemId} />,
        <Kind key="kind" change={change} />,
        <ChangedFields key="fields" change={change} choice={choice} />,
        <State key="state" change={change} />,
      ],
    };
  };
  return <ListTable columns={columns(isPlan)} rows={changes.map(row)} />;
}

const columns = (isPlan: boolean): readonly Column[] => [
  { name: __("Image", "assetql") },
  { name: __("Post", "assetql") },
  { name: __("Plan", "assetql") },
  { name: __("What changes", "assetql") },
  ...(isPlan ? [] : [{ name: __("State", "assetql") }]),
];

function Image({ title, thumbnail }: { title: string; thumbnail: string | undefined }) {
  return (
    <div className="assetql-pictured">
      {thumbnail !== undefined && <img src={thumbnail} alt="" loading="lazy" />}
      <span>{title}</span>
    </div>
  );
}

function Post({ post, itemId }: { post: PostItem | undefined; itemId: string | null }) {
  if (post === undefined) return <>{itemId === null ? "–" : `#${itemId}`}</>;
  const title = post.title === "" ? __("(no title)", "assetql") : post.title;
  return post.editLink === null ? <span>{title}</span> : <a href={post.editLink}>{title}</a>;
}

/** Of a conflict the fields tell more than its reason, and in the language of this site. */
function Kind({ change: { kind, fields, reason } }: { change: Change }) {
  const isTold = kind === "conflict" && fields.length > 0;
  return (
    <>
      <span className={`assetql-kind is-${kind}`}>{kindLabel(kind)}</span>
      {reason !== null && !isTold && <p className="assetql-hint">{reason}</p>}
    </>
  );
}

function State({ change: { state, problem, revert } }: { change: Change }) {
  const kept = revert?.kept ?? [];
  return (
    <>
      {stateLabel(state)}
      {problem !== null && <p className="assetql-error">{problem.detail}</p>}
      {kept.length > 0 && (
        <p className="assetql-hint">
          {__("Changed meanwhile, so left as it is:", "assetql")} {kept.map(fieldLabel).join(", ")}
        </p>
      )}
    </>
  );
}
