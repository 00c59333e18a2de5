import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { AppProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { useProblemText } from "../problems/use-problem-text.ts";

/** Why no style was made, and which of the files is to blame, in every language. */
export function ReferenceProblem({ problem }: { problem: AppProblem | undefined }) {
  const { t } = useTranslation("styles");
  const textOf = useProblemText();
  // The hub's own sentence, in English, begins with it.
  const name = problem?.code.startsWith("image-")
    ? /^"(?<name>.+?)": /su.exec(problem.detail)?.groups?.name
    : undefined;
  if (problem === undefined || name === undefined) return <ProblemBanner problem={problem} />;
  const { title, advice, detail } = textOf(problem);
  return (
    <Banner title={title} tone="critical">
      <BlockStack gap="200">
        <Text as="p">{detail ?? t("wrongFile", { name })}</Text>
        <Text as="p">{advice}</Text>
      </BlockStack>
    </Banner>
  );
}
