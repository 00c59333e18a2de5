import {
  Banner,
  BlockStack,
  Button,
  ChoiceList,
  InlineStack,
  List,
  Modal,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { isWellFormed } from "./alt-text-template.ts";
import { askReview, problemIn } from "./ask.ts";
import { BulkProgress } from "./bulk-bar.tsx";
import { inChunks, type Progress } from "./in-chunks.ts";
import { type FillOutcome, IMAGES_A_CALL, TEXTS_A_CALL } from "./review-requests.ts";

interface AltTextModalProps {
  readonly batchId: string;
  readonly isOpen: boolean;
  /** How many are ticked. */
  readonly count: number;
  /** Their ids, which may have to be asked for. */
  readonly idsOf: () => Promise<readonly string[]>;
  readonly columns: readonly string[];
  readonly onClose: () => void;
  /** With what it failed at after some were written. */
  readonly onFilled: (outcome: FillOutcome, error?: unknown) => void;
}

/** Alt texts of many images at once. What people have written stays unless it is to be written over. */
export function AltTextModal(props: AltTextModalProps) {
  const { isOpen, count, onClose } = props;
  const { t } = useTranslation(["review", "common"]);
  const fill = useFill(props);
  const { template, setTemplate, source, setSource, overwrite, setOverwrite } = fill;
  // It goes at once, and with it its hold on the focus; what was chosen is there again the next time.
  if (!isOpen) return null;
  return (
    <Modal
      open
      onClose={onClose}
      title={t("fill.title", { count })}
      primaryAction={{
        content: t("fill.action", { count: fill.outcome?.changed ?? 0 }),
        loading: fill.progress !== undefined,
        disabled: (fill.outcome?.changed ?? 0) === 0,
        onAction: () => void fill.run(),
      }}
      secondaryActions={[{ content: t("common:cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <ChoiceList
            title={t("fill.source")}
            choices={[
              { label: t("fill.template"), value: "template" },
              { label: t("fill.own"), value: "own", helpText: t("fill.ownHelp") },
            ]}
            selected={[source]}
            onChange={([value]) => setSource(value === "own" ? "own" : "template")}
          />
          {source === "template" ? (
            <Template value={template} columns={props.columns} onChange={setTemplate} />
          ) : null}
          <ChoiceList
            title={t("fill.where")}
            choices={[
              { label: t("fill.empty"), value: "empty", helpText: t("fill.emptyHelp") },
              { label: t("fill.all"), value: "all", helpText: t("fill.allHelp") },
            ]}
            selected={[overwrite ? "all" : "empty"]}
            onChange={([value]) => setOverwrite(value === "all")}
          />
          <ProblemBanner problem={fill.problem} />
          {fill.outcome === undefined ? null : <Outcome outcome={fill.outcome} />}
          {fill.progress === undefined ? null : <BulkProgress progress={fill.progress} />}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

interface TemplateProps {
  readonly value: string;
  readonly columns: readonly string[];
  readonly onChange: (value: string) => void;
}

function Template({ value, columns, onChange }: TemplateProps) {
  const { t } = useTranslation("review");
  return (
    <BlockStack gap="200">
      <TextField
        label={t("fill.templateLabel")}
        value={value}
        onChange={onChange}
        maxLength={1_000}
        autoComplete="off"
        error={isWellFormed(value) ? false : t("fill.braces")}
      />
      <InlineStack gap="100">
        {columns.map((name) => (
          <Button
            key={name}
            size="micro"
            accessibilityLabel={t("fill.insert", { name })}
            onClick={() => onChange(`${value}${value === "" || value.endsWith(" ") ? "" : " "}{${name}}`)}
          >
            {`{${name}}`}
          </Button>
        ))}
      </InlineStack>
    </BlockStack>
  );
}

/** What would be written, before it is. */
function Outcome({ outcome }: { outcome: FillOutcome }) {
  const { t } = useTranslation("review");
  const { changed, kept, incomplete, missing, samples } = outcome;
  return (
    <Banner tone={changed === 0 ? "warning" : "info"}>
      <BlockStack gap="200">
        <Text as="p">{t("fill.changed", { count: changed })}</Text>
        {samples.length > 0 ? (
          <List>
            {samples.map(({ title, after }) => (
              <List.Item key={`${title}\n${after}`}>{after}</List.Item>
            ))}
          </List>
        ) : null}
        {kept > 0 ? <Text as="p">{t("fill.kept", { count: kept })}</Text> : null}
        {incomplete > 0 ? (
          <Text as="p">
            {t("fill.incomplete", {
              count: incomplete,
              names: missing.map((name) => `{${name}}`).join(", "),
            })}
          </Text>
        ) : null}
      </BlockStack>
    </Banner>
  );
}

const SETTLED_MS = 400;
/** A look ahead at so many says enough. */
const LOOKED_AT = 500;

function useFill({ batchId, isOpen, idsOf, onFilled }: AltTextModalProps) {
  const [template, setTemplate] = useState("{title}");
  const [source, setSource] = useState<"template" | "own">("template");
  const [overwrite, setOverwrite] = useState(false);
  const [outcome, setOutcome] = useState<FillOutcome>();
  const [problem, setProblem] = useState<AppProblem>();
  const [progress, setProgress] = useState<Progress>();
  const isReady = source === "own" || (template.trim() !== "" && isWellFormed(template));
  const ask = (assetIds: readonly string[], dryRun: boolean) =>
    askReview(batchId, {
      ask: "fill-alt-texts",
      assetIds,
      template: source === "own" ? null : template.trim(),
      overwrite,
      dryRun,
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the choices change
  useEffect(() => {
    setOutcome(undefined);
    setProblem(undefined);
    if (!isOpen || !isReady) return;
    let isOver = false;
    const timer = setTimeout(async () => {
      try {
        const ids = (await idsOf()).slice(0, LOOKED_AT);
        const { answers, error } = await inChunks(ids, IMAGES_A_CALL, {
          run: (chunk) => ask(chunk, true),
          onProgress: () => {},
        });
        if (error !== undefined) throw error;
        if (!isOver) setOutcome(together(answers));
      } catch (error) {
        if (!isOver) setProblem(problemIn(error));
      }
    }, SETTLED_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isOpen, isReady, template, source, overwrite]);
  const run = async () => {
    setProblem(undefined);
    try {
      const { answers, error } = await inChunks(await idsOf(), TEXTS_A_CALL, {
        run: (chunk) => ask(chunk, false),
        onProgress: setProgress,
      });
      if (answers.length === 0) throw error;
      onFilled(together(answers), error);
    } catch (error) {
      setProblem(problemIn(error));
    } finally {
      setProgress(undefined);
    }
  };
  return {
    template,
    setTemplate,
    source,
    setSource,
    overwrite,
    setOverwrite,
    outcome,
    problem,
    progress,
    run,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** What several calls came to. */
export const together = (outcomes: readonly FillOutcome[]): FillOutcome => ({
  changed: sum(outcomes.map(({ changed }) => changed)),
  kept: sum(outcomes.map(({ kept }) => kept)),
  incomplete: sum(outcomes.map(({ incomplete }) => incomplete)),
  missing: [...new Set(outcomes.flatMap(({ missing }) => missing))],
  samples: outcomes.flatMap(({ samples }) => samples).slice(0, 3),
  refused: outcomes.flatMap(({ refused }) => refused),
});
