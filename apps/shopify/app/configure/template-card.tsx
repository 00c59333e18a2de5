import { BlockStack, Card, Text, TextField } from "@shopify/polaris";
import { useId } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { PlanProblem, Variable } from "../../server/batches/shop-batches.ts";
import { insertVariable } from "./insert-variable.ts";
import { MAX_TEMPLATE } from "./plan-form.ts";
import { PlanProblems } from "./plan-problems.tsx";
import { offsetOf } from "./problem-words.ts";
import { VariableButtons } from "./variable-buttons.tsx";

interface TemplateCardProps {
  readonly template: string;
  readonly onChange: (template: string) => void;
  readonly problems: readonly PlanProblem[];
  /** Undefined until the shop has answered. */
  readonly variables: readonly Variable[] | undefined;
  readonly items: number;
}

/** The template, the fields it can name, and what is wrong with it. */
export function TemplateCard({ template, onChange, problems, variables, items }: TemplateCardProps) {
  const { t } = useTranslation("configure");
  const id = useId();
  const field = (): HTMLTextAreaElement | undefined => {
    const element = document.getElementById(id);
    return element instanceof HTMLTextAreaElement ? element : undefined;
  };
  const insert = (name: string): void => {
    const area = field();
    const start = area?.selectionStart ?? template.length;
    const { text, caret } = insertVariable(template, name, { start, end: area?.selectionEnd ?? start });
    // At once: the caret goes behind what was inserted before anybody can type.
    flushSync(() => onChange(text.slice(0, MAX_TEMPLATE)));
    area?.focus();
    area?.setSelectionRange(caret, caret);
  };
  const show = (place: { line: number; character: number }): void => {
    const start = offsetOf(template, place);
    const end = /^\{+[^}\n]*\}*/.exec(template.slice(start))?.[0].length ?? 1;
    field()?.focus();
    field()?.setSelectionRange(start, start + end);
  };
  const hasErrors = problems.some(
    ({ severity, code }) => severity === "error" && /^(csv|template|prompt)-/.test(code),
  );
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("template.title")}
        </Text>
        <TextField
          id={id}
          label={t("template.label")}
          value={template}
          onChange={onChange}
          multiline={3}
          maxLength={MAX_TEMPLATE}
          autoComplete="off"
          spellCheck={false}
          error={hasErrors}
          helpText={t("template.help", { example: `{vendor|${t("template.otherwise")}}` })}
        />
        <PlanProblems problems={problems} template={template} onTemplate={onChange} onShow={show} />
        <VariableButtons variables={variables} items={items} onInsert={insert} />
      </BlockStack>
    </Card>
  );
}
