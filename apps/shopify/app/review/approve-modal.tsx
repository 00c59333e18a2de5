import { Modal, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { MixedApproval } from "./use-bulk-approval.ts";

interface ApproveModalProps {
  readonly asked: MixedApproval;
  readonly onAnswer: (withRejected: boolean) => void;
  readonly onClose: () => void;
}

/** Asks what is to become of rejected images among those that are approved. Rendered while it is open. */
export function ApproveModal({ asked: { ids, rejected }, onAnswer, onClose }: ApproveModalProps) {
  const { t } = useTranslation(["review", "common"]);
  const { number } = useFormat();
  const all = ids.length;
  const others = all - rejected.size;
  return (
    <Modal
      open
      onClose={onClose}
      title={t("mixed.title", { count: rejected.size, shown: number(rejected.size), total: number(all) })}
      primaryAction={{
        content: t("mixed.others", { count: others, shown: number(others) }),
        onAction: () => onAnswer(false),
      }}
      secondaryActions={[
        { content: t("common:cancel"), onAction: onClose },
        { content: t("mixed.all", { count: all, shown: number(all) }), onAction: () => onAnswer(true) },
      ]}
    >
      <Modal.Section>
        <Text as="p">{t("mixed.advice")}</Text>
      </Modal.Section>
    </Modal>
  );
}
