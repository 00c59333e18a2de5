import { BlockStack, Button, InlineStack, SkeletonBodyText, Text, Tooltip } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Variable } from "../../server/batches/shop-batches.ts";

const FIRST = 12;

interface VariableButtonsProps {
  readonly variables: readonly Variable[] | undefined;
  readonly items: number;
  readonly onInsert: (name: string) => void;
}

/** The fields of what was chosen; pressing one writes it into the template. */
export function VariableButtons({ variables, items, onInsert }: VariableButtonsProps) {
  const { t } = useTranslation("configure");
  const [showsAll, setShowsAll] = useState(false);
  const all = variables ?? [];
  const shown = showsAll ? all : all.slice(0, FIRST);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t("template.variables")}
      </Text>
      {variables === undefined ? (
        <div role="status" aria-label={t("template.loading")}>
          <SkeletonBodyText lines={2} />
        </div>
      ) : (
        <InlineStack gap="150">
          {shown.map((variable) => (
            <VariableButton key={variable.name} variable={variable} items={items} onInsert={onInsert} />
          ))}
          {all.length > FIRST && (
            <Button
              size="slim"
              variant="tertiary"
              disclosure={showsAll ? "up" : "down"}
              onClick={() => setShowsAll(!showsAll)}
            >
              {showsAll ? t("template.fewer") : t("template.more")}
            </Button>
          )}
        </InlineStack>
      )}
      <Text as="p" tone="subdued">
        {t("template.variablesHelp")}
      </Text>
    </BlockStack>
  );
}

interface VariableButtonProps {
  readonly variable: Variable;
  readonly items: number;
  readonly onInsert: (name: string) => void;
}

function VariableButton({ variable: { name, example, filled }, items, onInsert }: VariableButtonProps) {
  const { t } = useTranslation("configure");
  const variable = `{${name}}`;
  const some = filled < items ? ` · ${t("template.someFilled", { filled, all: items })}` : "";
  return (
    <Tooltip content={`${example}${some}`} dismissOnMouseOut>
      <Button
        size="slim"
        accessibilityLabel={t("template.insertExample", { variable, example })}
        onClick={() => onInsert(name)}
      >
        {variable}
      </Button>
    </Tooltip>
  );
}
