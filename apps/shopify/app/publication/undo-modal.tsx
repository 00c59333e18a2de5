import { Banner, BlockStack, Checkbox, List, Modal, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { ShownPublication } from "./load-publication.server.ts";
import { instantOf, type LocalTime, localTimeOf, nextHour, timeProblems } from "./local-time.ts";
import type { UndoSummary } from "./plan-summary.ts";
import { NowOrLater, ZoneNote } from "./time-fields.tsx";

interface UndoModalProps {
  readonly isOpen: boolean;
  readonly undo: UndoSummary;
  /** What is left is only what somebody changed: taking that back, too, at once, is all that there is to do. */
  readonly isOnlyForce: boolean;
  /** What happens by itself as things are: its time can be changed here. */
  readonly scheduled: ShownPublication["scheduled"];
  readonly onClose: () => void;
  readonly onConfirm: (fields: Readonly<Record<string, string>>) => void;
}

/** Says what will be taken back, and asks when. */
export function UndoModal({ isOpen, undo, isOnlyForce, scheduled, onClose, onConfirm }: UndoModalProps) {
  const { t } = useTranslation(["publication", "common"]);
  const { number } = useFormat();
  const { force, setForce, isLater, setLater, at, setAt, problem, fields } = useUndoForm({
    isOpen,
    isOnlyForce,
    scheduled,
  });
  const counted = (count: number) => ({ count, shown: number(count) });
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t("undo.title")}
      primaryAction={{
        content: t(isLater ? "undo.schedule" : "undo.action"),
        destructive: !isLater,
        disabled: problem !== undefined,
        onAction: () => onConfirm(fields()),
      }}
      secondaryActions={[{ content: t("common:cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <List>
            {undo.toRemove > 0 ? <List.Item>{t("undo.remove", counted(undo.toRemove))}</List.Item> : null}
            {undo.toRestore > 0 ? <List.Item>{t("undo.restore", counted(undo.toRestore))}</List.Item> : null}
            {undo.failed > 0 ? <List.Item>{t("undo.failed", counted(undo.failed))}</List.Item> : null}
            <List.Item>{t("undo.how")}</List.Item>
            {force ? null : <List.Item>{t("undo.stays")}</List.Item>}
          </List>
          <Checkbox label={t("undo.force")} checked={force} disabled={isOnlyForce} onChange={setForce} />
          {force ? (
            <Banner tone="warning">
              <Text as="p">{t("undo.forceWarning")}</Text>
            </Banner>
          ) : null}
        </BlockStack>
      </Modal.Section>
      {isOnlyForce ? null : (
        <Modal.Section>
          <BlockStack gap="400">
            <NowOrLater isLater={isLater} onLater={setLater} value={at} problem={problem} onChange={setAt} />
            {isLater ? <ZoneNote /> : null}
          </BlockStack>
        </Modal.Section>
      )}
    </Modal>
  );
}

/** Begins with what is scheduled, where something is. */
function useUndoForm({
  isOpen,
  isOnlyForce,
  scheduled,
}: Pick<UndoModalProps, "isOpen" | "isOnlyForce" | "scheduled">) {
  const step = isOnlyForce ? undefined : scheduled.find(({ action }) => action === "revert");
  const [time, isForced] = [step?.at, step?.force ?? isOnlyForce];
  const [force, setForce] = useState(isForced);
  const [isLater, setLater] = useState(false);
  const [at, setAt] = useState<LocalTime>({ date: "", time: "" });
  useEffect(() => {
    if (!isOpen) return;
    setForce(isForced);
    setLater(time !== undefined);
    setAt(time === undefined ? nextHour(Date.now()) : localTimeOf(time));
  }, [isOpen, time, isForced]);
  const isAsked = isOpen && isLater;
  const problem = timeProblems({ now: Date.now(), applyAt: null, revertAt: isAsked ? at : null }).revert;
  return {
    force,
    setForce,
    isLater,
    setLater,
    at,
    setAt,
    problem,
    fields: (): Record<string, string> => ({
      intent: "revert",
      force: String(force),
      ...(isLater ? { at: String(instantOf(at)) } : {}),
    }),
  };
}
