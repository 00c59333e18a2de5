import { createInstance, type i18n } from "i18next";
import type { ReactNode } from "react";
import { I18nextProvider, initReactI18next } from "react-i18next";
import type { Locale } from "../../server/services.ts";
import { textsOf } from "./texts.ts";

const instances = new Map<Locale, i18n>();

/** What `useTranslation` speaks below it. The texts must have been loaded. */
export function TextsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <I18nextProvider i18n={instanceOf(locale)}>{children}</I18nextProvider>;
}

function instanceOf(locale: Locale): i18n {
  const known = instances.get(locale);
  if (known !== undefined) return known;
  const { polaris: _, ...resources } = textsOf(locale);
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    resources: { [locale]: resources },
    defaultNS: "common",
    initAsync: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  instances.set(locale, instance);
  return instance;
}
