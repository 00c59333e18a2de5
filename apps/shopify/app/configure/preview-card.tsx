import { BlockStack, Box, Card, InlineStack, SkeletonBodyText, Spinner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PlanPreview } from "../../server/batches/shop-batches.ts";
import { Thumbnail } from "../common/thumbnail.tsx";
import type { Missing } from "./plan-form.ts";

interface PreviewCardProps {
  readonly preview: PlanPreview | undefined;
  readonly isCurrent: boolean;
  /** The last try to get it; what is said elsewhere. */
  readonly hasFailed: boolean;
  readonly missing: Missing | undefined;
}

/** Three prompts beside what their products show now. */
export function PreviewCard({ preview, isCurrent, hasFailed, missing }: PreviewCardProps) {
  const { t } = useTranslation("configure");
  const waits = missing === "style" || missing === "template";
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("preview.title")}
          </Text>
          {!waits && !isCurrent && !hasFailed && (
            <Box>
              <Spinner size="small" accessibilityLabel={t("preview.updating")} />
            </Box>
          )}
        </InlineStack>
        <div aria-live="polite">
          {waits ? (
            <Text as="p" tone="subdued">
              {missing === "style" ? t("preview.waitStyle") : t("preview.waitTemplate")}
            </Text>
          ) : (
            <Prompts preview={preview} isCurrent={isCurrent} hasFailed={hasFailed} />
          )}
        </div>
      </BlockStack>
    </Card>
  );
}

function Prompts({
  preview,
  isCurrent,
  hasFailed,
}: Pick<PreviewCardProps, "preview" | "isCurrent" | "hasFailed">) {
  const { t } = useTranslation("configure");
  if (preview === undefined && !hasFailed) return <SkeletonBodyText lines={6} />;
  const prompts = preview?.prompts ?? [];
  if (prompts.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {preview === undefined ? t("preview.failed") : t("preview.noPrompt")}
      </Text>
    );
  }
  return (
    <div aria-busy={!isCurrent && !hasFailed}>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {t("preview.intro", { count: prompts.length })}
        </Text>
        {prompts.map(({ itemId, title, imageUrl, prompt }) => (
          <InlineStack key={itemId} gap="300" wrap={false} blockAlign="start">
            <Thumbnail url={imageUrl} alt={t("preview.now")} size="medium" />
            <BlockStack gap="050">
              <Text as="h3" variant="headingSm" breakWord>
                {title}
              </Text>
              <Text as="p" breakWord>
                {prompt}
              </Text>
            </BlockStack>
          </InlineStack>
        ))}
      </BlockStack>
    </div>
  );
}
