import { __ } from "@wordpress/i18n";
import type { PostItem } from "../../shared/api.ts";
import type { Change } from "../../shared/hub-types.ts";
import { FieldView, fieldLabel, shownFields } from "./field-view.tsx";
import { kindLabel, stateLabel } from "./publication-state.ts";

interface Props {
  readonly change: Change;
  readonly thumbnail: string | undefined;
  readonly post: PostItem | undefined;
}

/** One line of the plan. */
export function ChangeRow({ change, thumbnail, post }: Props) {
  return (
    <tr>
      <td className="assetql-small">
        {thumbnail !== undefined && <img src={thumbnail} alt="" loading="lazy" />}
        <span>{change.title}</span>
      </td>
      <td>
        {post === undefined ? (
          change.itemId === null ? (
            "–"
          ) : (
            `#${change.itemId}`
          )
        ) : (
          <a href={post.editLink ?? "#"}>{post.title === "" ? __("(no title)", "assetql") : post.title}</a>
        )}
      </td>
      <td>
        <span className={`assetql-kind is-${change.kind}`}>{kindLabel(change.kind)}</span>
        {change.reason !== null && <p className="assetql-hint">{change.reason}</p>}
      </td>
      <td>
        <ul className="assetql-changes">
          {shownFields(change).map((field) => (
            <li key={field.name}>
              <FieldView field={field} isNew={change.kind === "create"} />
            </li>
          ))}
        </ul>
      </td>
      <td>
        {stateLabel(change.state)}
        {change.problem !== null && <p className="assetql-error">{change.problem.detail}</p>}
        {change.revert !== null && change.revert.kept.length > 0 && (
          <p className="assetql-hint">
            {__("Changed meanwhile, so left as it is:", "assetql")}{" "}
            {change.revert.kept.map(fieldLabel).join(", ")}
          </p>
        )}
      </td>
    </tr>
  );
}
