import { BlockStack, Box, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import styles from "./home.module.css";
import { type Journey, type JourneyStep, journeySteps } from "./journey.ts";
import { StepMark } from "./step-mark.tsx";

export interface ShownJourney extends Omit<Journey, "done"> {
  readonly done: readonly JourneyStep[];
}

/** The four steps, the one that is due open with its button. */
export function Guide({ journey }: { journey: ShownJourney }) {
  const { t } = useTranslation("home");
  const count = journey.done.length;
  const total = journeySteps.length;
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("guide.title")}
          </Text>
          <InlineStack gap="300" blockAlign="center" wrap={false}>
            <Text as="p" tone="subdued">
              {t("guide.progress", { count, total })}
            </Text>
            <Box width="120px">
              <ProgressBar
                progress={(count / total) * 100}
                size="small"
                tone="primary"
                ariaLabelledBy="guide-progress"
              />
            </Box>
            <Text as="span" visuallyHidden id="guide-progress">
              {t("guide.title")}
            </Text>
          </InlineStack>
        </BlockStack>
      </Box>
      <ol className={styles.steps}>
        {journeySteps.map((step, index) => (
          <GuideStep key={step} step={step} number={index + 1} journey={journey} />
        ))}
      </ol>
    </Card>
  );
}

interface GuideStepProps {
  readonly step: JourneyStep;
  readonly number: number;
  readonly journey: ShownJourney;
}

function GuideStep({ step, number, journey }: GuideStepProps) {
  const { t } = useTranslation("home");
  const isDone = journey.done.includes(step);
  const isNext = journey.next === step;
  const state = isDone ? "done" : isNext ? "current" : "open";
  const title = t(`steps.${step}.title`);
  return (
    <Box
      as="li"
      padding="300"
      paddingInline="400"
      {...(isNext ? { background: "bg-surface-secondary" } : {})}
    >
      <InlineStack gap="300" wrap={false} blockAlign={isNext ? "start" : "center"}>
        <StepMark state={state} number={number} />
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm" {...(isNext ? {} : { tone: "subdued", fontWeight: "regular" })}>
            {title}
            {isDone ? (
              <Text as="span" visuallyHidden>
                {` (${t("guide.done")})`}
              </Text>
            ) : null}
          </Text>
          {isNext ? (
            <>
              <Text as="p" tone="subdued">
                {journey.isWaiting ? t("guide.waiting") : t(`steps.${step}.text`)}
              </Text>
              <div>
                <Button variant="primary" url={journey.url}>
                  {journey.isWaiting ? t("guide.watch") : t(`steps.${step}.action`)}
                </Button>
              </div>
            </>
          ) : null}
        </BlockStack>
      </InlineStack>
    </Box>
  );
}
