import { useRouteError } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import { textsOf } from "../i18n/texts.ts";
import { TextsProvider } from "../i18n/texts-provider.tsx";
import { useLocale } from "../i18n/use-locale.ts";
import { problemOf } from "../problems/problem-of.ts";
import { ProblemPage } from "./problem-page.tsx";

/** The last resort: nothing is known of who asks, and App Bridge may be missing. */
export function BareFailure() {
  const locale = useLocale();
  const problem = problemOf(useRouteError());
  return (
    <TextsProvider locale={locale}>
      <AppProvider i18n={textsOf(locale).polaris}>
        <ProblemPage problem={problem} />
      </AppProvider>
    </TextsProvider>
  );
}
