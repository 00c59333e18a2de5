import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PlanProblem } from "../../server/batches/shop-batches.ts";
import { useFormat } from "../i18n/use-format.ts";
import { giveDefault, renameVariable } from "./insert-variable.ts";
import { problemWords } from "./problem-words.ts";

interface PlanProblemsProps {
  readonly problems: readonly PlanProblem[];
  readonly template: string;
  readonly onTemplate: (template: string) => void;
  readonly onShow: (place: { readonly line: number; readonly character: number }) => void;
}

/** What has to be mended and what is worth a look, each with what mends it. */
export function PlanProblems({ problems, ...rest }: PlanProblemsProps) {
  const { t } = useTranslation("configure");
  const errors = problems.filter(({ severity, code }) => severity === "error" && code !== "quota-exceeded");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return (
    <>
      {errors.length > 0 && (
        <Banner tone="critical" title={t("problem.errors", { count: errors.length })}>
          <ProblemList problems={errors} {...rest} />
        </Banner>
      )}
      {warnings.length > 0 && (
        <Banner tone="warning" title={t("problem.warnings")}>
          <ProblemList problems={warnings} {...rest} />
        </Banner>
      )}
    </>
  );
}

function ProblemList({ problems, ...rest }: PlanProblemsProps) {
  return (
    <BlockStack gap="300">
      {problems.map((problem) => (
        <OneProblem key={JSON.stringify(problem)} problem={problem} {...rest} />
      ))}
    </BlockStack>
  );
}

type OneProblemProps = Omit<PlanProblemsProps, "problems"> & { readonly problem: PlanProblem };

function OneProblem({ problem, template, onTemplate, onShow }: OneProblemProps) {
  const { t } = useTranslation("configure");
  const format = useFormat();
  const { code, name, suggestion, place, titles, count } = problem;
  const hidden = count - titles.length;
  const more = hidden > 0 ? [t("problem.more", { count: hidden })] : [];
  const mayLeaveOut = code === "csv-blank-cell" && name !== null && template.includes(`{${name}}`);
  return (
    <BlockStack gap="100">
      <Text as="p">{problemWords(problem, t, { ...format, template })}</Text>
      {titles.length > 0 && (
        <Text as="p">{t("problem.items", { count, titles: format.list([...titles, ...more]) })}</Text>
      )}
      <InlineStack gap="300" blockAlign="center">
        {place !== null && <Text as="span">{t("problem.place", place)}</Text>}
        {place !== null && (
          <Button variant="plain" onClick={() => onShow(place)}>
            {t("problem.show")}
          </Button>
        )}
        {name !== null && suggestion !== null && (
          <Button variant="plain" onClick={() => onTemplate(renameVariable(template, name, suggestion))}>
            {t("problem.use", { variable: `{${suggestion}}` })}
          </Button>
        )}
        {mayLeaveOut && (
          <Button variant="plain" onClick={() => onTemplate(giveDefault(template, name, ""))}>
            {t("problem.leaveOut")}
          </Button>
        )}
      </InlineStack>
    </BlockStack>
  );
}
