import { SelectControl } from "@wordpress/components";
import { useEffect } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { api } from "./api.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import { useLoaded } from "./use-loaded.ts";

interface Props {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** The hub's styles, with the first reference images of the chosen one. */
export function StyleSelect({ value, onChange }: Props) {
  const { value: page, problem } = useLoaded(api.styles, "styles");
  const styles = page?.items ?? [];
  const first = styles[0]?.id;
  // once, when the list has come
  useEffect(() => {
    if (value === "" && first !== undefined) onChange(first);
  }, [first]);
  if (problem !== undefined) return <ProblemNotice problem={problem} />;
  const chosen = styles.find((style) => style.id === value);
  const empty = page !== undefined && styles.length === 0;
  return (
    <div className="assetql-style">
      <SelectControl
        __nextHasNoMarginBottom
        label={__("Style", "assetql")}
        value={value}
        onChange={onChange}
        disabled={page === undefined || empty}
        options={
          page === undefined
            ? [{ value: "", label: __("Loading…", "assetql") }]
            : styles.map(({ id, name }) => ({ value: id, label: name }))
        }
        help={
          empty
            ? __("The hub has no style yet. Make one there from a few reference images.", "assetql")
            : undefined
        }
      />
      {chosen !== undefined && (
        <div className="assetql-references">
          {chosen.references
            .slice(0, 5)
            .map(
              ({ url }, index) => url !== undefined && <img key={index} src={url} alt="" loading="lazy" />,
            )}
        </div>
      )}
    </div>
  );
}
