import { BlockStack, Box, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
}

/** What a group of settings is about, and beside it the settings; one under the other where there is no room. */
export function Section({ title, description, children }: SectionProps) {
  return (
    <Box as="section" paddingBlockEnd={{ xs: "200", md: "400" }}>
      <InlineGrid columns={{ xs: "1fr", md: "2fr 5fr" }} gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }} paddingBlockStart={{ xs: "200", md: "400" }}>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <Text as="p" tone="subdued">
              {description}
            </Text>
          </BlockStack>
        </Box>
        <div>{children}</div>
      </InlineGrid>
    </Box>
  );
}
