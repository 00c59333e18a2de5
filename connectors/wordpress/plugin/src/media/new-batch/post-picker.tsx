import { Button, CheckboxControl, SearchControl, SelectControl, Spinner } from "@wordpress/components";
import { useEffect, useState } from "@wordpress/element";
import { __, _n, sprintf } from "@wordpress/i18n";
import { api, type PostItem } from "../../shared/api.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useLoaded } from "../../shared/use-loaded.ts";
import { type Column, ListTable, type Row } from "../list-table.tsx";

interface Props {
  readonly chosen: readonly number[];
  readonly onChange: (ids: readonly number[]) => void;
}

const TYPED_MS = 300;
const types = window.assetqlSite.postTypes;

/** A list of posts to tick, at first those without a featured image. */
export function PostPicker({ chosen, onChange }: Props) {
  const [search, setSearch] = useState("");
  const [withoutImage, setWithoutImage] = useState(true);
  const [type, setType] = useState(types[0]?.value ?? "post");
  const [page, setPage] = useState(1);
  const typed = useSettled(search);
  const query = { search: typed, withoutImage, type, page, perPage: 20 };
  const { value: list, problem } = useLoaded(() => api.posts(query), JSON.stringify(query));
  const narrow = (change: () => void) => {
    change();
    setPage(1);
  };
  return (
    <div className="assetql-posts">
      <div className="assetql-filters">
        <SearchControl
          __nextHasNoMarginBottom
          label={__("Search posts", "assetql")}
          placeholder={__("Search posts", "assetql")}
          value={search}
          onChange={(value) => narrow(() => setSearch(value))}
        />
        {types.length > 1 && (
          <SelectControl
            __nextHasNoMarginBottom
            hideLabelFromVision
            label={__("Type", "assetql")}
            value={type}
            onChange={(value) => narrow(() => setType(value))}
            options={types}
          />
        )}
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__("Only without featured image", "assetql")}
          checked={withoutImage}
          onChange={(value) => narrow(() => setWithoutImage(value))}
        />
      </div>
      <ProblemNotice problem={problem} />
      {list === undefined ? (
        problem === undefined && <Spinner />
      ) : (
        <PostTable items={list.items} chosen={chosen} onChange={onChange} />
      )}
      <div className="assetql-below">
        <strong>
          {/* translators: %d: number of posts */}
          {sprintf(_n("%d post chosen", "%d posts chosen", chosen.length, "assetql"), chosen.length)}
        </strong>
        {chosen.length > 0 && (
          <Button variant="link" onClick={() => onChange([])}>
            {__("Choose none", "assetql")}
          </Button>
        )}
        {list !== undefined && list.pages > 1 && <Pager page={page} pages={list.pages} onChange={setPage} />}
      </div>
    </div>
  );
}

function PostTable({ items, chosen, onChange }: Props & { readonly items: readonly PostItem[] }) {
  if (items.length === 0) return <p className="assetql-hint">{__("No posts fit.", "assetql")}</p>;
  const ids = items.map(({ id }) => id);
  const all = ids.every((id) => chosen.includes(id));
  const without = (removed: readonly number[]) => chosen.filter((id) => !removed.includes(id));
  const toggle = (id: number) => onChange(chosen.includes(id) ? without([id]) : [...chosen, id]);
  const columns: readonly Column[] = [
    {
      name: __("Post", "assetql"),
      head: (
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__("Post", "assetql")}
          checked={all}
          onChange={() => onChange(all ? without(ids) : [...without(ids), ...ids])}
        />
      ),
    },
    { name: __("Categories", "assetql") },
    { name: __("Status", "assetql") },
    { name: __("Date", "assetql") },
  ];
  const row = ({ id, title, categories, status, date }: PostItem): Row => {
    const box = (
      <CheckboxControl
        __nextHasNoMarginBottom
        label={title === "" ? __("(no title)", "assetql") : title}
        checked={chosen.includes(id)}
        onChange={() => toggle(id)}
      />
    );
    return { key: id, cells: [box, categories, status, date] };
  };
  return <ListTable columns={columns} rows={items.map(row)} />;
}

function Pager({ page, pages, onChange }: { page: number; pages: number; onChange: (page: number) => void }) {
  return (
    <span className="assetql-pager">
      <Button
        variant="secondary"
        disabled={page <= 1}
        onClick={() => onChange(page - 1)}
        label={__("Page before", "assetql")}
      >
        ‹
      </Button>
      {/* translators: 1: number of a page, 2: number of pages */}
      <span>{sprintf(__("%1$d of %2$d", "assetql"), page, pages)}</span>
      <Button
        variant="secondary"
        disabled={page >= pages}
        onClick={() => onChange(page + 1)}
        label={__("Next page", "assetql")}
      >
        ›
      </Button>
    </span>
  );
}

/** What was typed, once nobody types any more. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), TYPED_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
