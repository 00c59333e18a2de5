import { __, sprintf } from "@wordpress/i18n";
import type { Change, FieldChange } from "../../shared/hub-types.ts";
import { type ConflictChoice, isDeletedHere, outcomeBy } from "./conflicts.tsx";

const TEXT_CHARACTERS = 90;

/** Of a new image, what a person wants to know is what it says and where it goes. */
const shownWhenNew = ["featured", "altText", "caption"];

/** What a change does to its fields, those that are worth a line. */
export function ChangedFields({ change, choice }: { change: Change; choice: ConflictChoice }) {
  if (isDeletedHere(change)) {
    return (
      <>
        {choice === "overwrite"
          ? __("Somebody deleted this image here. It comes back.", "assetql")
          : __("Somebody deleted this image here. It stays away.", "assetql")}
      </>
    );
  }
  const isNew = change.kind === "create";
  const changed = change.fields.filter(({ outcome }) => outcome !== "same");
  const shown = isNew ? changed.filter(({ name }) => shownWhenNew.includes(name)) : changed;
  return (
    <ul className="assetql-changes">
      {shown.map((field) => (
        <li key={field.name}>
          <FieldView field={field} isNew={isNew} choice={choice} />
        </li>
      ))}
    </ul>
  );
}

interface Props {
  readonly field: FieldChange;
  readonly isNew: boolean;
  readonly choice: ConflictChoice;
}

function FieldView({ field, isNew, choice }: Props) {
  const { name, ours, theirs } = field;
  const label = fieldLabel(name);
  if (outcomeBy(field, choice) === "keep") {
    return (
      <>
        {label}: <strong>{text(name, theirs)}</strong>{" "}
        <em>{__("stays, as somebody set it here", "assetql")}</em>
      </>
    );
  }
  if (name === "featured") {
    return (
      <>
        {ours === null
          ? __("No featured image any more", "assetql")
          : theirs === null
            ? __("Becomes the featured image", "assetql")
            : __("Becomes the featured image instead of another one", "assetql")}
      </>
    );
  }
  if (name === "file") return <>{__("Another image file", "assetql")}</>;
  if (isNew) return <>{`${label}: ${text(name, ours)}`}</>;
  return (
    <>
      {label}: <del>{text(name, theirs)}</del> → {text(name, ours)}
    </>
  );
}

export function fieldLabel(name: string): string {
  const labels: Readonly<Record<string, string>> = {
    title: __("Title", "assetql"),
    altText: __("Alternative text", "assetql"),
    caption: __("Caption", "assetql"),
    description: __("Description", "assetql"),
    terms: __("Tags", "assetql"),
    style: __("Style", "assetql"),
    provenance: __("Origin", "assetql"),
    file: __("Image file", "assetql"),
    featured: __("Featured image", "assetql"),
  };
  return labels[name] ?? name;
}

/** A value in words; hashes and ids are none. */
function text(name: string, value: unknown): string {
  if (value === null || value === "" || value === undefined) return __("none", "assetql");
  if (name === "file") return __("an image file", "assetql");
  if (name === "featured") {
    return value === "this image" ? __("this image", "assetql") : __("another image", "assetql");
  }
  if (name === "provenance") return origin(value);
  const words = Array.isArray(value) ? value.join(", ") : String(value);
  return words.length > TEXT_CHARACTERS ? `${words.slice(0, TEXT_CHARACTERS)}…` : words;
}

function origin(value: unknown): string {
  const { model, version } = Object(value) as { model?: string | null; version?: number | null };
  if (typeof model !== "string") return __("none", "assetql");
  /* translators: 1: name of a model, 2: number of a version */
  return sprintf(__("%1$s, version %2$d", "assetql"), model, version ?? 1);
}
