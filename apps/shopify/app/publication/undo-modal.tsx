import { Banner, BlockStack, Checkbox, List, Modal, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { UndoSummary } from "./plan-summary.ts";

interface UndoModalProps {
  readonly isOpen: boolean;
  readonly undo: UndoSummary;
  /** What is left is only what somebody changed: taking that back, too, is all that there is to do. */
  readonly isOnlyForce: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (fields: Readonly<Record<string, string>>) => void;
}

/** Says what will be taken back, and asks. */
export function UndoModal({ isOpen, undo, isOnlyForce, onClose, onConfirm }: UndoModalProps) {
  const { t } = useTranslation(["publication", "common"]);
  const { number } = useFormat();
  const [force, setForce] = useState(isOnlyForce);
  useEffect(() => {
    if (isOpen) setForce(isOnlyForce);
  }, [isOpen, isOnlyForce]);
  const counted = (count: number) => ({ count, shown: number(count) });
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t("undo.title")}
      primaryAction={{
        content: t("undo.action"),
        destructive: true,
        onAction: () => onConfirm({ intent: "revert", force: String(force) }),
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
    </Modal>
  );
}
