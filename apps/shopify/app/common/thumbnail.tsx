import { Thumbnail as PolarisThumbnail, type ThumbnailProps } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useEffect, useRef, useState } from "react";
import { scaled } from "./scaled.ts";

interface Props {
  readonly url: string | null | undefined;
  /** Empty where the name stands beside it. */
  readonly alt: string;
  readonly size?: NonNullable<ThumbnailProps["size"]>;
}

/** Device pixels: twice what is shown. */
const WIDTHS = { extraSmall: 48, small: 80, medium: 120, large: 160 } as const;

/** An image, or an icon where there is none or it cannot be loaded. */
export function Thumbnail({ url, alt, size = "small" }: Props) {
  const [failed, setFailed] = useState<string>();
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // It may have failed before the page listened.
    const image = box.current?.querySelector("img");
    if (url && image?.complete && image.naturalWidth === 0) setFailed(url);
  }, [url]);
  const source = url && url !== failed ? scaled(url, WIDTHS[size]) : ImageIcon;
  return (
    <span ref={box} onErrorCapture={() => setFailed(url ?? undefined)}>
      <PolarisThumbnail source={source} alt={alt} size={size} />
    </span>
  );
}
