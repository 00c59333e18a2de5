import { Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { scaled } from "../common/scaled.ts";

interface PictureProps {
  /** Null: there is none. Undefined: it is not known yet. */
  readonly url: string | null | undefined;
  readonly alt: string;
  readonly label: string;
  /** Device pixels. */
  readonly width: number;
  /** Of a list: loaded only when it comes near. */
  readonly isLazy?: boolean;
}

/** An image in a square, with a word on what it is; a word, too, where there is none or it cannot be loaded. */
export function Picture({ url, alt, label, width, isLazy = false }: PictureProps) {
  const { t } = useTranslation("review");
  const [failed, setFailed] = useState<string>();
  const isShown = url !== null && url !== undefined && url !== failed;
  return (
    <div className="aql-picture">
      {isShown ? (
        <img
          src={scaled(url, width)}
          alt={alt}
          loading={isLazy ? "lazy" : "eager"}
          decoding="async"
          width={width / 2}
          height={width / 2}
          onError={() => setFailed(url)}
        />
      ) : (
        <div className="aql-picture-empty">
          <Text as="span" variant="bodySm" tone="subdued">
            {emptyWord()}
          </Text>
        </div>
      )}
      <span className="aql-picture-label">{label}</span>
    </div>
  );

  function emptyWord(): string {
    if (url === undefined) return t("picture.loading");
    return url === null ? t("picture.none") : t("picture.failed");
  }
}
