import { BlockStack, Box, Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { MOST_PICKED } from "./picks.ts";
import { type ChooseQuery, isNarrowed } from "./query.ts";
import type { PickedView } from "./use-picked-view.ts";
import type { PickView } from "./use-picks.ts";

interface PickBarProps {
  readonly query: ChooseQuery;
  readonly pickView: PickView;
  readonly pickedView: PickedView;
}

/** How much is picked, the way to see it, and those to pick more than a row at a time. */
export function PickBar({ query, pickView, pickedView }: PickBarProps) {
  const { t } = useTranslation("choose");
  const { number } = useFormat();
  const { picks } = pickView;
  return (
    <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
      <BlockStack gap="200">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <Picked query={query} pickView={pickView} pickedView={pickedView} />
          {pickedView.isOpen ? null : <WaysToPick query={query} pickView={pickView} />}
        </InlineStack>
        <Text as="p" tone="subdued">
          {pickedView.isOpen ? t("pickedHelp") : t(`kindHelp.${query.kind}`)}
        </Text>
        {picks.leftOut === 0 ? null : (
          <Text as="p" tone="caution">
            {t("leftOut", { count: picks.leftOut, shown: number(picks.leftOut), most: number(MOST_PICKED) })}
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}

function Picked({ query, pickView: { picked, clear }, pickedView }: PickBarProps) {
  const { t } = useTranslation("choose");
  const { number } = useFormat();
  const count = picked.size;
  const what = t(`resources.${query.kind}.${count === 1 ? "singular" : "plural"}`);
  return (
    // Said, as it would take over what the one around it says.
    <InlineStack gap="300" align="start" blockAlign="center">
      <div role="status">
        <Text as="p" fontWeight="semibold">
          {count === 0 ? t("nothingPicked") : t("picked", { count, shown: number(count), what })}
        </Text>
      </div>
      {count === 0 && !pickedView.isOpen ? null : (
        // One button for both ways: the focus stays on it.
        <Button variant="plain" onClick={pickedView.toggle}>
          {pickedView.isOpen ? t("hidePicked") : t("showPicked")}
        </Button>
      )}
      {count === 0 ? null : (
        <Button variant="plain" onClick={clear}>
          {t("clear")}
        </Button>
      )}
    </InlineStack>
  );
}

function WaysToPick({ query, pickView }: Omit<PickBarProps, "pickedView">) {
  const { t } = useTranslation("choose");
  const { isAsking, addAll, browse, addCollection } = pickView;
  return (
    <ButtonGroup>
      <Button onClick={addAll} loading={isAsking}>
        {isNarrowed(query) ? t("pickMatching") : t(`pickAll.${query.kind}`)}
      </Button>
      <Button onClick={browse} disabled={isAsking}>
        {t("browse")}
      </Button>
      {query.kind === "collections" ? null : (
        <Button onClick={addCollection} disabled={isAsking}>
          {t("wholeCollection")}
        </Button>
      )}
    </ButtonGroup>
  );
}
