import type { ItemKind } from "@assetql/shopify";
import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../common/use-confirm.tsx";
import { useToast } from "../common/use-toast.ts";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { action } from "../routes/app.choose.tsx";

export interface SavedSelection {
  readonly id: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly count: number;
  readonly createdAt: number;
}

/** What was chosen before, to be used again or thrown away. */
export function SavedSelections({ selections }: { selections: readonly SavedSelection[] }) {
  const { t } = useTranslation(["choose", "common"]);
  const { confirm, question } = useConfirm();
  const toast = useToast();
  const { data, submit, state } = useFetcher<typeof action>();
  useEffect(() => {
    if (data !== undefined && !hasProblem(data)) toast(t("saved.deleted"));
  }, [data, toast, t]);
  const remove = async ({ id, name }: SavedSelection) => {
    const isSure = await confirm({
      title: t("saved.deleteTitle", { name }),
      message: t("saved.deleteMessage"),
      action: t("common:delete"),
      isDestructive: true,
    });
    if (isSure) submit({ intent: "delete", id }, { method: "post", action: "/app/choose" });
  };
  if (selections.length === 0) return question;
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingMd">
          {t("saved.title")}
        </Text>
      </Box>
      {hasProblem(data) ? <ProblemBanner problem={data.problem} /> : null}
      <Box as="ul" padding="0">
        {selections.map((selection) => (
          <SelectionRow
            key={selection.id}
            selection={selection}
            isBusy={state !== "idle"}
            onDelete={() => void remove(selection)}
          />
        ))}
      </Box>
      {question}
    </Card>
  );
}

interface SelectionRowProps {
  readonly selection: SavedSelection;
  readonly isBusy: boolean;
  readonly onDelete: () => void;
}

function SelectionRow({
  selection: { id, name, kind, count, createdAt },
  isBusy,
  onDelete,
}: SelectionRowProps) {
  const { t } = useTranslation("choose");
  const { number, date } = useFormat();
  const { singular, plural } = t(`resources.${kind}`, { returnObjects: true });
  const shown = number(count);
  const what =
    kind === "colours"
      ? t("saved.byColor", { count, shown })
      : t("saved.contains", { count, shown, singular, plural });
  return (
    <Box as="li" padding="300" paddingInline="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <BlockStack gap="050">
          <Text as="h3" fontWeight="semibold" breakWord>
            {name}
          </Text>
          <Text as="p" tone="subdued">
            {t("saved.made", { what, date: date(createdAt) })}
          </Text>
        </BlockStack>
        <ButtonGroup>
          <Button url={`/app/configure/${id}`} accessibilityLabel={t("saved.useNamed", { name })}>
            {t("saved.use")}
          </Button>
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            disabled={isBusy}
            onClick={onDelete}
            accessibilityLabel={t("saved.deleteNamed", { name })}
          />
        </ButtonGroup>
      </InlineStack>
    </Box>
  );
}
