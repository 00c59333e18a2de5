import { InlineStack, Text } from "@shopify/polaris";
import { Thumbnail } from "../common/thumbnail.tsx";
import type { ShownStyle } from "./shown-style.ts";

interface ReferenceStripProps {
  readonly references: ShownStyle["references"];
  /** How many are shown; the rest are counted. */
  readonly most?: number;
}

/** The first references of a style; the style's name stands beside them. */
export function ReferenceStrip({ references, most = 4 }: ReferenceStripProps) {
  const rest = references.length - most;
  return (
    <InlineStack gap="100" blockAlign="center" wrap={false}>
      {references.slice(0, most).map(({ sha256, url }) => (
        <Thumbnail key={sha256} url={url} alt="" size="small" />
      ))}
      {rest > 0 && (
        <Text as="span" tone="subdued">
          {`+${rest}`}
        </Text>
      )}
    </InlineStack>
  );
}
