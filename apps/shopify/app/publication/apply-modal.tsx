import { BlockStack, Checkbox, ChoiceList, Modal } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { ShownPublication } from "./load-publication.server.ts";
import { instantOf, type LocalTime, localTimeOf, nextHour, timeProblems } from "./local-time.ts";
import type { PlanSummary } from "./plan-summary.ts";
import { SummaryList } from "./summary-list.tsx";
import { NowOrLater, TimeFields, ZoneNote } from "./time-fields.tsx";

interface ApplyModalProps {
  readonly isOpen: boolean;
  readonly summary: PlanSummary;
  /** What happens by itself as things are: it is changed here, or called off. */
  readonly scheduled: ShownPublication["scheduled"];
  readonly onClose: () => void;
  readonly onConfirm: (fields: Readonly<Record<string, string>>) => void;
}

/** Says once more what will happen, and asks when. */
export function ApplyModal({ isOpen, summary, scheduled, onClose, onConfirm }: ApplyModalProps) {
  const { t } = useTranslation(["publication", "common"]);
  const { number } = useFormat();
  const form = useApplyForm(isOpen, summary, scheduled);
  const { isLater, conflicts, problems, count } = form;
  const words = { count, shown: number(count) };
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t("apply.title", words)}
      primaryAction={{
        content: t(isLater ? "apply.schedule" : "apply.now", words),
        disabled: Object.keys(problems).length > 0 || count === 0,
        onAction: () => onConfirm(form.fields()),
      }}
      secondaryActions={[{ content: t("common:cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <SummaryList summary={summary} />
          {summary.conflicts > 0 ? (
            <ChoiceList
              title={t("apply.conflicts", { count: summary.conflicts })}
              choices={[
                { value: "keep-theirs", label: t("apply.keep"), helpText: t("apply.keepHelp") },
                { value: "overwrite", label: t("apply.overwrite"), helpText: t("apply.overwriteHelp") },
              ]}
              selected={[conflicts]}
              onChange={([value]) => form.setConflicts(value === "overwrite" ? "overwrite" : "keep-theirs")}
            />
          ) : null}
        </BlockStack>
      </Modal.Section>
      <Modal.Section>
        <When form={form} />
      </Modal.Section>
    </Modal>
  );
}

function When({ form }: { form: ReturnType<typeof useApplyForm> }) {
  const { t } = useTranslation("publication");
  const { isLater, applyAt, isTakenBack, revertAt, problems } = form;
  return (
    <BlockStack gap="400">
      <NowOrLater
        isLater={isLater}
        onLater={form.setLater}
        value={applyAt}
        problem={problems.apply}
        onChange={form.setApplyAt}
      />
      <Checkbox
        label={t("when.takeBack")}
        helpText={t("when.takeBackHelp")}
        checked={isTakenBack}
        onChange={form.setTakenBack}
      />
      {isTakenBack ? (
        <TimeFields
          value={revertAt}
          problem={problems.revert}
          names={{ date: t("when.backDate"), time: t("when.backTime") }}
          onChange={form.setRevertAt}
        />
      ) : null}
      {isLater || isTakenBack ? <ZoneNote /> : null}
    </BlockStack>
  );
}

const DAYS_TAKEN_BACK = 7;

function useApplyForm(isOpen: boolean, summary: PlanSummary, scheduled: ShownPublication["scheduled"]) {
  const applied = scheduled.find(({ action }) => action === "apply")?.at;
  const reverted = scheduled.find(({ action }) => action === "revert")?.at;
  const [conflicts, setConflicts] = useState<"keep-theirs" | "overwrite">("keep-theirs");
  const [isLater, setLater] = useState(false);
  const [isTakenBack, setTakenBack] = useState(false);
  const [applyAt, setApplyAt] = useState<LocalTime>({ date: "", time: "" });
  const [revertAt, setRevertAt] = useState<LocalTime>({ date: "", time: "" });
  useEffect(() => {
    if (!isOpen) return;
    setConflicts("keep-theirs");
    setLater(applied !== undefined);
    setTakenBack(reverted !== undefined);
    setApplyAt(applied === undefined ? nextHour(Date.now()) : localTimeOf(applied));
    const later = Date.now() + DAYS_TAKEN_BACK * 86_400_000;
    setRevertAt(reverted === undefined ? nextHour(later) : localTimeOf(reverted));
  }, [isOpen, applied, reverted]);
  const isDecided = conflicts === "overwrite" || summary.asked > 0;
  const count = summary.toApply + (conflicts === "overwrite" ? summary.conflicts : summary.askedInPart);
  const problems = isOpen
    ? timeProblems({
        now: Date.now(),
        applyAt: isLater ? applyAt : null,
        revertAt: isTakenBack ? revertAt : null,
      })
    : {};
  return {
    conflicts,
    setConflicts,
    isLater,
    setLater,
    isTakenBack,
    setTakenBack,
    applyAt,
    setApplyAt,
    revertAt,
    setRevertAt,
    problems,
    count,
    fields: (): Record<string, string> => ({
      intent: "apply",
      // Without a word on conflicts the plan is applied as it was shown; with one it is compared anew.
      ...(isDecided ? { conflicts } : {}),
      ...(isLater ? { at: String(instantOf(applyAt)) } : {}),
      ...(isTakenBack ? { revertAt: String(instantOf(revertAt)) } : {}),
      ...(isTakenBack || reverted === undefined ? {} : { notRevertAt: String(reverted) }),
    }),
  };
}
