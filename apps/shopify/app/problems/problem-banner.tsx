import { Banner, type BannerProps, BlockStack, List, Text } from "@shopify/polaris";
import type { AppProblem } from "./problem.ts";
import { useProblemText } from "./use-problem-text.ts";

const SHOWN_PLACES = 10;

interface ProblemBannerProps extends Pick<BannerProps, "action" | "onDismiss" | "tone"> {
  /** Nothing is shown without one. */
  readonly problem: AppProblem | undefined;
  /** What went through all the same. */
  readonly children?: string | undefined;
}

/** What went wrong and what to do about it; read out when it appears. */
export function ProblemBanner({ problem, tone = "critical", children, ...banner }: ProblemBannerProps) {
  const textOf = useProblemText();
  if (problem === undefined) return null;
  const { title, advice, detail } = textOf(problem);
  return (
    <Banner title={title} tone={tone} {...banner}>
      <BlockStack gap="200">
        {children === undefined ? null : <Text as="p">{children}</Text>}
        <Text as="p">{advice}</Text>
        {detail === undefined || problem.problems?.length ? null : <Text as="p">{detail}</Text>}
        <Places problem={problem} />
      </BlockStack>
    </Banner>
  );
}

function Places({ problem: { problems = [] } }: { problem: AppProblem }) {
  if (problems.length === 0) return null;
  return (
    <List>
      {problems.slice(0, SHOWN_PLACES).map(({ message, row, column, path }) => (
        <List.Item key={[row, column, path, message].join("\n")}>{message}</List.Item>
      ))}
    </List>
  );
}
