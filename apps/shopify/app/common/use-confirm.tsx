import { Modal, Text } from "@shopify/polaris";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

interface Question {
  readonly title: string;
  readonly message: ReactNode;
  /** What the button says that does it. */
  readonly action: string;
  /** What the button says that does not; `Cancel` unless told. */
  readonly refusal?: string;
  readonly isDestructive?: boolean;
}

interface Asked extends Question {
  readonly answer: (isConfirmed: boolean) => void;
}

/**
 * Asks before something that cannot simply be taken back.
 *
 * @example
 * const { confirm, question } = useConfirm();
 * if (await confirm({ title, message, action, isDestructive: true })) submit();
 * return <Page>…{question}</Page>;
 */
export function useConfirm() {
  const { t } = useTranslation("common");
  const [asked, setAsked] = useState<Asked>();
  const [isOpen, setIsOpen] = useState(false);
  const confirm = useCallback(
    (question: Question) =>
      new Promise<boolean>((resolve) => {
        setAsked({ ...question, answer: resolve });
        setIsOpen(true);
      }),
    [],
  );
  const close = (isConfirmed: boolean) => {
    setIsOpen(false);
    asked?.answer(isConfirmed);
  };
  const question = (
    <Modal
      open={isOpen}
      onClose={() => close(false)}
      title={asked?.title ?? ""}
      primaryAction={{
        content: asked?.action ?? "",
        destructive: asked?.isDestructive ?? false,
        onAction: () => close(true),
      }}
      secondaryActions={[{ content: asked?.refusal ?? t("cancel"), onAction: () => close(false) }]}
    >
      <Modal.Section>
        <Text as="p">{asked?.message}</Text>
      </Modal.Section>
    </Modal>
  );
  return { confirm, question };
}
