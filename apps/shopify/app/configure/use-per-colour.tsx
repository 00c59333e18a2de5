import { useFetcher } from "@remix-run/react";
import { BlockStack, Checkbox, Modal, Text } from "@shopify/polaris";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../../server/batches/shop-batches.ts";
import { useFormat } from "../i18n/use-format.ts";
import type { AppProblem } from "../problems/problem.ts";
import { hasProblem } from "../problems/problem.ts";
import { formOf, type OthersIntent, type PerColourAnswer, type ProblemAnswer } from "./configure-requests.ts";

export interface PerColour {
  readonly start: () => void;
  readonly isRunning: boolean;
  /** It was tried, and there are none. */
  readonly hasNone: boolean;
  readonly problem: AppProblem | undefined;
  /** To be rendered. */
  readonly question: ReactNode;
}

/** Goes on to colours in the place of products, and asks first what becomes of products that have none. */
export function usePerColour(draft: Draft, path: string): PerColour {
  const { data, submit, state } = useFetcher<PerColourAnswer | ProblemAnswer>();
  const [asks, setAsks] = useState(false);
  const send = (others: OthersIntent): void =>
    submit(formOf("per-colour", draft, { others }), { method: "post", action: path });
  const found = data === undefined || hasProblem(data) ? undefined : data;
  useEffect(() => setAsks((found?.colours ?? 0) > 0), [found]);
  const answer = (others: OthersIntent): void => {
    setAsks(false);
    send(others);
  };
  return {
    start: () => send("ask"),
    isRunning: state !== "idle",
    hasNone: found?.colours === 0,
    problem: hasProblem(data) ? data.problem : undefined,
    question: found && (
      <OthersQuestion found={found} isOpen={asks} onClose={() => setAsks(false)} onAnswer={answer} />
    ),
  };
}

interface OthersQuestionProps {
  readonly found: PerColourAnswer;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onAnswer: (others: OthersIntent) => void;
}

function OthersQuestion({ found, isOpen, onClose, onAnswer }: OthersQuestionProps) {
  const { t } = useTranslation(["configure", "common"]);
  const { number } = useFormat();
  const [keeps, setKeeps] = useState(true);
  const { colours, products, others } = found;
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t("perColour.title")}
      primaryAction={{ content: t("perColour.go"), onAction: () => onAnswer(keeps ? "keep" : "leave-out") }}
      secondaryActions={[{ content: t("common:cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">
            {t("perColour.found", {
              count: colours,
              shown: number(colours),
              withColours: number(products),
              all: number(products + others),
            })}{" "}
            {t("perColour.others", { count: others, shown: number(others) })}
          </Text>
          <Checkbox
            label={t("perColour.keep", { count: others })}
            checked={keeps}
            onChange={setKeeps}
            {...(keeps ? {} : { helpText: t("perColour.leftOut", { count: others }) })}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
