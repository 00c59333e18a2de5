import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";

const SHOWN = 6;

/** Dominant colours, as `#AABBCC`, most frequent first. */
export function Palette({ colours }: { colours: readonly string[] }) {
  const { t } = useTranslation("styles");
  const { list } = useFormat();
  const shown = colours.slice(0, SHOWN);
  if (shown.length === 0) return null;
  return (
    <span role="img" aria-label={t("paletteOf", { colours: list(shown) })} style={{ display: "inline-flex" }}>
      {shown.map((colour) => (
        <span
          key={colour}
          style={{
            background: colour,
            blockSize: "1rem",
            inlineSize: "1.25rem",
            boxShadow: "inset 0 0 0 1px rgb(0 0 0 / 12%)",
          }}
        />
      ))}
    </span>
  );
}
