import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useContact } from "./contact.ts";

/** While `usePolling` gets no answer, or is asked to wait. */
export function LostContact({ isLost }: { isLost: boolean }) {
  const { isBusy } = useContact();
  if (!isLost) return null;
  return isBusy ? <Busy /> : <Lost />;
}

/** AssetQL takes no more calls for a moment. */
export function Busy() {
  const { t } = useTranslation("common");
  return (
    <Banner tone="info" title={t("busy.title")}>
      <Text as="p">{t("busy.advice")}</Text>
    </Banner>
  );
}

function Lost() {
  const { t } = useTranslation("common");
  return (
    <Banner tone="warning" title={t("lostContact.title")}>
      <Text as="p">{t("lostContact.advice")}</Text>
    </Banner>
  );
}
