import { useBlocker } from "@remix-run/react";
import { Modal, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/**
 * Asks before somebody leaves a page with something on it that is not saved. Render its `question`. On pages with App
 * Bridge's save bar, Shopify admin asks (`bySaveBar`), as it does already when somebody leaves by its menu.
 */
export function useUnsaved(isDirty: boolean, { bySaveBar = false }: { readonly bySaveBar?: boolean } = {}) {
  const { t } = useTranslation("common");
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    // It answers only those who leave, and at once where the bar is gone, as after Shopify's own question.
    if (bySaveBar && blocker.state === "blocked") {
      void window.shopify.saveBar.leaveConfirmation().then(() => blocker.proceed());
    }
  }, [bySaveBar, blocker]);
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);
  const question = bySaveBar ? null : (
    <Modal
      open={blocker.state === "blocked"}
      onClose={() => blocker.reset?.()}
      title={t("unsaved.title")}
      primaryAction={{ content: t("unsaved.leave"), destructive: true, onAction: () => blocker.proceed?.() }}
      secondaryActions={[{ content: t("unsaved.stay"), onAction: () => blocker.reset?.() }]}
    >
      <Modal.Section>
        <Text as="p">{t("unsaved.message")}</Text>
      </Modal.Section>
    </Modal>
  );
  return { question };
}
