import { RadioControl } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import type { Change, FieldChange } from "../../shared/hub-types.ts";

/** What becomes of what somebody has changed on this site. */
export type ConflictChoice = "keep-theirs" | "overwrite";

/** Whether somebody's own value stands in the way. A new image may have one, too: a post that shows another image. */
export const needsChoice = ({ kind, fields }: Change): boolean =>
  kind === "conflict" || fields.some(({ outcome }) => outcome === "keep" || outcome === "ask");

/** What the hub will do with a field once it is told the choice. */
export function outcomeBy({ outcome }: FieldChange, choice: ConflictChoice): "same" | "write" | "keep" {
  if (outcome === "same" || outcome === "write") return outcome;
  return choice === "overwrite" ? "write" : "keep";
}

/** Somebody has deleted what was published: there is no file to compare with any more. */
export const isDeletedHere = ({ kind, fields }: Change): boolean =>
  kind === "conflict" && fields.some(({ name, theirs }) => name === "file" && theirs === null);

interface Props {
  readonly choice: ConflictChoice;
  readonly onChange: (choice: ConflictChoice) => void;
}

export function ConflictChoiceField({ choice, onChange }: Props) {
  return (
    <RadioControl
      label={__("Where somebody has changed something here", "assetql")}
      selected={choice}
      onChange={(value) => onChange(value === "overwrite" ? "overwrite" : "keep-theirs")}
      options={[
        { value: "keep-theirs", label: __("leave it as it is", "assetql") },
        { value: "overwrite", label: __("overwrite it", "assetql") },
      ]}
    />
  );
}
