import { Badge, type BadgeProps, BlockStack, Icon, InlineStack, Text } from "@shopify/polaris";
import { AlertTriangleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { Thumbnail } from "../common/thumbnail.tsx";
import { useFormat } from "../i18n/use-format.ts";
import { useProblemSentence } from "../problems/use-problem-text.ts";
import type { PublicationPictures } from "./load-publication.server.ts";
import type { FieldLine, PlanLine } from "./plan-line.ts";
import { colourOf } from "./product-key.ts";
import { useFieldSentence, useFieldWords, useReasonText } from "./words.ts";

const kindTones = {
  create: "success",
  update: "info",
  conflict: "warning",
  skip: undefined,
  delete: "critical",
} as const satisfies Record<PlanLine["kind"], BadgeProps["tone"]>;

const stateTones = {
  planned: undefined,
  applying: "info",
  applied: "success",
  failed: "critical",
  skipped: undefined,
  reverting: "info",
  reverted: undefined,
  "revert-failed": "critical",
} as const satisfies Record<PlanLine["state"], BadgeProps["tone"]>;

interface LineViewProps {
  readonly line: PlanLine;
  /** Of the product it is shown under: its own title says nothing more. */
  readonly under: string;
  readonly pictures: PublicationPictures | null | undefined;
  /** Nothing is written until somebody goes on. */
  readonly isPaused: boolean;
}

/** One image: what happens to it, what has become of it, and why not. */
export function LineView({ line, under, pictures, isPaused }: LineViewProps) {
  const { t } = useTranslation("publication");
  const reasonText = useReasonText();
  const thumbnail = pictures?.thumbnails[line.assetId ?? ""];
  const title = partOf(line, pictures) ?? (line.title === under ? null : line.title);
  return (
    <li className="aql-line" data-change={line.id}>
      <Thumbnail url={thumbnail} alt="" size="small" />
      <BlockStack gap="150">
        <InlineStack gap="200" blockAlign="center">
          {title === null ? null : (
            <Text as="span" fontWeight="medium" breakWord>
              {title}
            </Text>
          )}
          <ToneBadge tone={kindTones[line.kind]} text={t(`kind.${line.kind}`)} />
          <StateBadge state={line.state} isPaused={isPaused} />
        </InlineStack>
        {line.reason === null || line.kind === "conflict" ? null : (
          <Text as="p" variant="bodySm" tone="subdued">
            {reasonText(line.reason)}
          </Text>
        )}
        {line.kind === "conflict" ? <Conflict line={line} /> : <Fields line={line} />}
        <Outcome line={line} />
      </BlockStack>
    </li>
  );
}

function StateBadge({ state, isPaused }: { state: PlanLine["state"]; isPaused: boolean }) {
  const { t } = useTranslation("publication");
  if (state === "planned" || state === "skipped") return null;
  if (isPaused && (state === "applying" || state === "reverting")) return <Badge>{t("state.waiting")}</Badge>;
  return <ToneBadge tone={stateTones[state]} text={t(`state.${state}`)} />;
}

function ToneBadge({ tone, text }: { tone: BadgeProps["tone"]; text: string }) {
  return <Badge {...(tone === undefined ? {} : { tone })}>{text}</Badge>;
}

/** Of a variant or colour: its name within the product. */
function partOf({ itemId }: PlanLine, pictures: LineViewProps["pictures"]): string | null {
  const colour = colourOf(itemId);
  if (colour !== null) return colour;
  if (itemId?.startsWith("variant/") !== true) return null;
  const title = pictures?.shop?.[itemId]?.title;
  return title?.split(" – ").at(-1) ?? null;
}

function Fields({ line }: { line: PlanLine }) {
  const sentence = useFieldSentence();
  if (line.kind === "skip") return null;
  // That a new image comes is what a new one is.
  const told = line.fields.filter(
    ({ name, outcome }) => outcome !== "same" && !(line.kind === "create" && name === "image"),
  );
  return told.map((field) => (
    <Text key={field.name} as="p" variant="bodySm" breakWord>
      {sentence(field, line.kind)}
    </Text>
  ));
}

/** Both values of what somebody has changed, side by side. */
function Conflict({ line }: { line: PlanLine }) {
  const { t } = useTranslation("publication");
  const reasonText = useReasonText();
  const disputed = line.fields.filter(({ outcome }) => outcome === "ask" || outcome === "keep");
  return (
    <BlockStack gap="200">
      {line.reason === null ? null : (
        <Text as="p" variant="bodySm" tone="subdued">
          {reasonText(line.reason)}
        </Text>
      )}
      {disputed.map((field) => (
        <BlockStack key={field.name} gap="100">
          <Text as="h4" variant="headingSm">
            {t(`field.${field.name}`)}
          </Text>
          <div className="aql-conflict">
            <Side label={t("conflict.theirs")} words={field.theirs} isChosen={field.outcome === "keep"} />
            <Side label={t("conflict.ours")} words={field.ours} isChosen={false} />
          </div>
        </BlockStack>
      ))}
    </BlockStack>
  );
}

interface SideProps {
  readonly label: string;
  readonly words: FieldLine["ours"];
  readonly isChosen: boolean;
}

function Side({ label, words, isChosen }: SideProps) {
  const { t } = useTranslation("publication");
  const say = useFieldWords();
  return (
    <div>
      <Text as="p" variant="bodySm" tone="subdued">
        {isChosen ? t("conflict.stays", { label }) : label}
      </Text>
      <Text as="p" variant="bodySm">
        {say(words)}
      </Text>
    </div>
  );
}

/** What went wrong, what is to be known, and what an undo has left. */
function Outcome({ line }: { line: PlanLine }) {
  const { t } = useTranslation("publication");
  const problemSentence = useProblemSentence();
  const reasonText = useReasonText();
  const { list } = useFormat();
  const { problem, warnings, revert } = line;
  const kept = revert?.kept ?? [];
  return (
    <>
      {problem === null ? null : (
        <InlineStack gap="100" wrap={false} blockAlign="start">
          <span>
            <Icon source={AlertTriangleIcon} tone="critical" />
          </span>
          <Text as="p" variant="bodySm" tone="critical" breakWord>
            {problemSentence(problem)}
          </Text>
        </InlineStack>
      )}
      {warnings.map((warning) => (
        <Text key={warning.text} as="p" variant="bodySm" tone="subdued">
          {reasonText(warning)}
        </Text>
      ))}
      {revert === null ? null : (
        <Text as="p" variant="bodySm">
          {revertWords()}
        </Text>
      )}
    </>
  );

  function revertWords(): string {
    const done = revert?.removed ? t("undone.removed") : t("undone.restored");
    return kept.length === 0
      ? done
      : t("undone.kept", { names: list(kept.map((name) => t(`field.${name}`))) });
  }
}
