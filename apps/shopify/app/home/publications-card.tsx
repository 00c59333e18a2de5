import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { toneOf } from "../publication/shown-status.ts";
import styles from "./home.module.css";
import type { ShownPublication } from "./load-home.server.ts";

/** What was put on products last, each with its way back. */
export function PublicationsCard({ publications }: { publications: readonly ShownPublication[] }) {
  const { t } = useTranslation("home");
  if (publications.length === 0) return null;
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingMd">
          {t("publications.title")}
        </Text>
      </Box>
      <ul className={styles.rows}>
        {publications.map((publication) => (
          <PublicationRow key={publication.id} publication={publication} />
        ))}
      </ul>
    </Card>
  );
}

function PublicationRow({ publication }: { publication: ShownPublication }) {
  const { t } = useTranslation("home");
  const { number, dateTime } = useFormat();
  const { id, name, status, published, failed, at, by } = publication;
  const when = dateTime(at);
  const canUndo = status === "applied" && published > 0;
  const facts = [
    ...(published > 0 ? [t("publications.published", { count: published, shown: number(published) })] : []),
    ...(failed > 0 ? [t("publications.failed", { count: failed, shown: number(failed) })] : []),
    by === null ? when : t("byWhom", { by, at: when }),
  ];
  return (
    <Box as="li" padding="300" paddingInline="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm" breakWord>
            {name}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {facts.join(" · ")}
          </Text>
        </BlockStack>
        <InlineStack gap="300" blockAlign="center">
          <Badge {...toneOf(status)}>{t(`publicationStatus.${status}`)}</Badge>
          <Button
            url={`/app/publications/${id}`}
            accessibilityLabel={t(canUndo ? "publications.undoNamed" : "publications.openNamed", { name })}
          >
            {t(canUndo ? "publications.undo" : "publications.open")}
          </Button>
        </InlineStack>
      </InlineStack>
    </Box>
  );
}
