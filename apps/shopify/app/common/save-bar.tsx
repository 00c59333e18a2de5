import { SaveBar as ShopifySaveBar } from "@shopify/app-bridge-react";
import { useTranslation } from "react-i18next";

interface SaveBarProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly isSaving: boolean;
  readonly mayBeSaved: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Shopify admin's own bar, for a form with changes. Beside it goes `useUnsaved(…, { bySaveBar: true })`. */
export function SaveBar({ id, isOpen, isSaving, mayBeSaved, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTranslation("common");
  return (
    <ShopifySaveBar open={isOpen} id={id}>
      <button
        type="button"
        variant="primary"
        onClick={onSave}
        {...(isSaving ? { loading: "" } : {})}
        disabled={!mayBeSaved}
      >
        {t("save")}
      </button>
      <button type="button" onClick={onDiscard} disabled={isSaving}>
        {t("discard")}
      </button>
    </ShopifySaveBar>
  );
}
