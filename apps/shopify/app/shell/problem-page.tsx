import { useRevalidator } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Busy } from "../common/lost-contact.tsx";
import { PageSkeleton } from "../common/page-skeleton.tsx";
import { pauseAfter } from "../common/use-polling.ts";
import { type AppProblem, NOT_ASKED, passesByItself } from "../problems/problem.ts";
import { useProblemText } from "../problems/use-problem-text.ts";

/** In place of a page that could not be loaded. */
export function ProblemPage({ problem: told }: { problem: AppProblem }) {
  const { t } = useTranslation("common");
  const problem = useLastAnswer(told);
  const { title, advice, detail } = useProblemText()(problem);
  const isPassing = passesByItself(problem);
  const { again, isTrying } = useTryAgain(told, isPassing);
  // Nothing went wrong: the page comes in a moment.
  if (problem.code === "rate-limited") {
    return (
      <>
        <Page narrowWidth>
          <Busy />
        </Page>
        <PageSkeleton />
      </>
    );
  }
  return (
    <Page narrowWidth>
      <Card padding="600">
        <BlockStack gap="400">
          <Text as="h1" variant="headingLg">
            {title}
          </Text>
          <BlockStack gap="200">
            <Text as="p">{advice}</Text>
            {detail === undefined ? null : <Text as="p">{detail}</Text>}
            {isPassing ? (
              <Text as="p" tone="subdued">
                {t("looksAgain")}
              </Text>
            ) : null}
          </BlockStack>
          <InlineStack gap="300">
            <Button variant="primary" onClick={again} loading={isTrying}>
              {t("tryAgain")}
            </Button>
            <Button url="/app">{t("toHome")}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}

/** What somebody said: a look that asked nobody says nothing new. */
function useLastAnswer(told: AppProblem): AppProblem {
  const [last, setLast] = useState(told);
  if (told.code !== NOT_ASKED && told !== last) setLast(told);
  return last;
}

function useTryAgain({ code, retryAfterMs = 0 }: AppProblem, byItself: boolean) {
  const { revalidate, state } = useRevalidator();
  const [times, setTimes] = useState(1);
  const isNotAsked = code === NOT_ASKED;
  useEffect(() => {
    if (isNotAsked && state === "idle") revalidate();
  }, [isNotAsked, state, revalidate]);
  useEffect(() => {
    if (!byItself || state !== "idle") return;
    const timer = setTimeout(
      () => {
        setTimes(times + 1);
        revalidate();
      },
      pauseAfter({ failures: times, retryAfterMs }),
    );
    return () => clearTimeout(timer);
  }, [byItself, state, times, retryAfterMs, revalidate]);
  return { again: revalidate, isTrying: state !== "idle" || isNotAsked };
}
