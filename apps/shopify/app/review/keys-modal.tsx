import { InlineStack, KeyboardKey, Modal, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

const keys = [
  ["move", ["←", "→", "↑", "↓"]],
  ["ends", ["Home", "End"]],
  ["approve", ["A"]],
  ["reject", ["R"]],
  ["regenerate", ["G"]],
  ["edit", ["E"]],
  ["select", ["␣"]],
  ["open", ["⏎"]],
  ["help", ["?"]],
] as const;

/** What the keys do while the focus is on an image. Rendered while it is open. */
export function KeysModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["review", "common"]);
  return (
    <Modal
      open
      onClose={onClose}
      title={t("keys.title")}
      size="small"
      secondaryActions={[{ content: t("common:close"), onAction: onClose }]}
    >
      <Modal.Section>
        <dl className="aql-keys">
          {keys.map(([name, shown]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>
                <InlineStack gap="100" wrap={false}>
                  {shown.map((key) => (
                    <KeyboardKey key={key}>{keyName(key)}</KeyboardKey>
                  ))}
                </InlineStack>
              </dt>
              <dd>
                <Text as="span">{t(`keys.${name}`)}</Text>
              </dd>
            </div>
          ))}
        </dl>
      </Modal.Section>
    </Modal>
  );

  function keyName(key: string): string {
    if (key === "␣") return t("keys.space");
    if (key === "⏎") return t("keys.enter");
    if (key === "Home") return t("keys.home");
    return key === "End" ? t("keys.end") : key;
  }
}
