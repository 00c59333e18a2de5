import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import styles from "./home.module.css";
import type { ShownStep } from "./load-home.server.ts";

/** What happens by itself next, each with the way to call it off. */
export function ScheduledCard({ steps }: { steps: readonly ShownStep[] }) {
  const { t } = useTranslation("home");
  if (steps.length === 0) return null;
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingMd">
          {t("scheduled.title")}
        </Text>
      </Box>
      <ul className={styles.rows}>
        {steps.map((step) => (
          <StepRow key={`${step.id} ${step.action}`} step={step} />
        ))}
      </ul>
    </Card>
  );
}

function StepRow({ step: { id, name, action, at, by } }: { step: ShownStep }) {
  const { t } = useTranslation("home");
  const { dateTime } = useFormat();
  const fetcher = useFetcher();
  const page = `/app/publications/${id}`;
  const facts = [
    t(`scheduled.${action}`, { at: dateTime(at) }),
    ...(by === null ? [] : [t("scheduled.by", { by })]),
  ];
  return (
    <Box as="li" padding="300" paddingInline="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <BlockStack gap="200">
        {hasProblem(fetcher.data) ? <ProblemBanner problem={fetcher.data.problem} /> : null}
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <BlockStack gap="050">
            <Text as="h3" variant="headingSm" breakWord>
              <Link url={page} monochrome removeUnderline>
                {name}
              </Link>
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {facts.join(" · ")}
            </Text>
          </BlockStack>
          <Button
            loading={fetcher.state !== "idle"}
            accessibilityLabel={t(`scheduled.${action}CancelNamed`, { name })}
            onClick={() => fetcher.submit({ intent: "unschedule", action }, { method: "post", action: page })}
          >
            {t(`scheduled.${action}Cancel`)}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}
