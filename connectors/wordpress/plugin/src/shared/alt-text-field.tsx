import { TextareaControl } from "@wordpress/components";
import { __, _n, sprintf } from "@wordpress/i18n";

/** What screen readers read in one breath; longer ones are cut or skipped by some. */
export const MAX_ALT = 125;

export function AltTextField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const left = MAX_ALT - value.length;
  return (
    <TextareaControl
      __nextHasNoMarginBottom
      label={__("Alternative text", "assetql")}
      rows={2}
      value={value}
      onChange={onChange}
      help={
        left < 0
          ? /* translators: %d: number of characters */
            sprintf(_n("%d character too long.", "%d characters too long.", -left, "assetql"), -left)
          : /* translators: %d: number of characters */
            sprintf(
              _n(
                "What somebody who does not see the image should know. %d character left.",
                "What somebody who does not see the image should know. %d characters left.",
                left,
                "assetql",
              ),
              left,
            )
      }
    />
  );
}
