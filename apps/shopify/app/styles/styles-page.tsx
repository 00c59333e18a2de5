import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, EmptyState, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { useConfirm } from "../common/use-confirm.tsx";
import { useToast } from "../common/use-toast.ts";
import newcomer from "../home/art/newcomer.svg?url";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { Palette } from "./palette.tsx";
import { ReferenceStrip } from "./reference-strip.tsx";
import type { ShownStyle } from "./shown-style.ts";
import type { StyleDone, StyleProblem } from "./style-requests.ts";

/** The shop's styles. */
export function StylesPage({ styles }: { styles: readonly ShownStyle[] }) {
  const { t } = useTranslation("styles");
  const { confirm, question } = useConfirm();
  const toast = useToast();
  const removing = useFetcher<StyleDone | StyleProblem>();
  const { data } = removing;
  useEffect(() => {
    if (data !== undefined && "done" in data) toast(t("removed"));
  }, [data, toast, t]);
  const remove = async ({ id, name }: ShownStyle): Promise<void> => {
    const isSure = await confirm({
      title: t("removeQuestion", { name }),
      message: t("removeAdvice"),
      action: t("remove"),
      isDestructive: true,
    });
    if (isSure) removing.submit({ intent: "remove", styleId: id }, { method: "post" });
  };
  const isRemoving = (id: string): boolean =>
    removing.state !== "idle" && removing.formData?.get("styleId") === id;
  if (styles.length === 0) return <NoStyles />;
  return (
    <AppPage
      title={t("title")}
      subtitle={t("intro")}
      primaryAction={{ content: t("new"), url: "/app/styles/new" }}
    >
      <BlockStack gap="400">
        <ProblemBanner problem={hasProblem(data) ? data.problem : undefined} />
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          {styles.map((style) => (
            <StyleTile
              key={style.id}
              style={style}
              isRemoving={isRemoving(style.id)}
              onRemove={() => remove(style)}
            />
          ))}
        </InlineGrid>
      </BlockStack>
      {question}
    </AppPage>
  );
}

function NoStyles() {
  const { t } = useTranslation("styles");
  return (
    <AppPage title={t("title")}>
      <Card>
        <EmptyState
          heading={t("empty.title")}
          image={newcomer}
          action={{ content: t("new"), url: "/app/styles/new" }}
        >
          <Text as="p">{t("empty.advice")}</Text>
        </EmptyState>
      </Card>
    </AppPage>
  );
}

interface StyleTileProps {
  readonly style: ShownStyle;
  readonly isRemoving: boolean;
  readonly onRemove: () => void;
}

function StyleTile({ style, isRemoving, onRemove }: StyleTileProps) {
  const { t } = useTranslation("styles");
  const { percent, date } = useFormat();
  const { id, name, references, palette, threshold, createdAt } = style;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" wrap={false} gap="200">
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd" breakWord>
              <Link url={`/app/styles/${id}`} monochrome removeUnderline>
                {name}
              </Link>
            </Text>
            <Text as="p" tone="subdued">
              {`${t("references", { count: references.length })} · ${threshold === 0 ? t("anyScore") : t("score", { score: percent(threshold) })}`}
            </Text>
          </BlockStack>
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={t("removeOne", { name })}
            loading={isRemoving}
            onClick={onRemove}
          />
        </InlineStack>
        <ReferenceStrip references={references} most={5} />
        <InlineStack align="space-between" blockAlign="center">
          <Palette colours={palette} />
          <Text as="span" tone="subdued">
            {t("made", { day: date(createdAt) })}
          </Text>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
