import type { ItemKind } from "@assetql/shopify";
import { useNavigation, useSubmit } from "@remix-run/react";
import { BlockStack, FormLayout, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { countAll, type Picks } from "./picks.ts";

const LONGEST_NAME = 120;

interface SaveDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly kind: ItemKind;
  readonly picks: Picks;
}

/** Names what is picked and goes on to configure it. */
export function SaveDialog({ isOpen, onClose, kind, picks }: SaveDialogProps) {
  const { t } = useTranslation(["choose", "common"]);
  const { number } = useFormat();
  const submit = useSubmit();
  const isSaving = useNavigation().state !== "idle";
  const ids = [...picks.byKind[kind]];
  const what = t(`resources.${kind}.${ids.length === 1 ? "singular" : "plural"}`);
  const usual = useDefaultName(ids.length, what);
  const [given, setGiven] = useState<string>();
  const name = given ?? usual;
  const others = countAll(picks) - ids.length;
  const isMissing = name.trim() === "";
  const save = () => {
    if (isMissing || isSaving) return;
    submit(
      { intent: "save", kind, name, ids: JSON.stringify(ids) },
      { method: "post", action: "/app/choose" },
    );
  };
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t("saveDialog.title")}
      primaryAction={{
        content: t("saveDialog.save"),
        onAction: save,
        loading: isSaving,
        disabled: isMissing,
      }}
      secondaryActions={[{ content: t("common:cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t("picked", { count: ids.length, shown: number(ids.length), what })}</Text>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <FormLayout>
              <TextField
                label={t("saveDialog.name")}
                value={name}
                onChange={setGiven}
                maxLength={LONGEST_NAME}
                autoComplete="off"
                autoFocus
                selectTextOnFocus
                helpText={t("saveDialog.help")}
                {...(isMissing ? { error: t("saveDialog.missingName") } : {})}
              />
            </FormLayout>
          </form>
          {others === 0 ? null : (
            <Text as="p" tone="subdued">
              {t("saveDialog.others", { count: others, shown: number(others) })}
            </Text>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

/** As in `12 products, Nov 28, 2026`. */
function useDefaultName(count: number, what: string): string {
  const { t } = useTranslation("choose");
  const { number, date } = useFormat();
  const [now] = useState(Date.now);
  return t("defaultName", { what, date: date(now), shown: number(count) });
}
