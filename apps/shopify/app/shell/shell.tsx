import { Link } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../server/services.ts";
import { PageSkeleton } from "../common/page-skeleton.tsx";
import { useIsPageLoading } from "../common/use-pending.ts";
import { textsOf } from "../i18n/texts.ts";
import { TextsProvider } from "../i18n/texts-provider.tsx";

interface ShellProps {
  readonly apiKey: string;
  readonly locale: Locale;
  readonly children: ReactNode;
}

/** Around every page inside Shopify admin: App Bridge, Polaris, the language and the menu. */
export function Shell({ apiKey, locale, children }: ShellProps) {
  return (
    <TextsProvider locale={locale}>
      <AppProvider isEmbeddedApp apiKey={apiKey} i18n={textsOf(locale).polaris}>
        <Menu />
        <Content>{children}</Content>
      </AppProvider>
    </TextsProvider>
  );
}

function Menu() {
  const { t } = useTranslation("common");
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {t("menu.home")}
      </Link>
      <Link to="/app/history">{t("menu.history")}</Link>
      <Link to="/app/styles">{t("menu.styles")}</Link>
      <Link to="/app/settings">{t("menu.settings")}</Link>
    </NavMenu>
  );
}

function Content({ children }: { children: ReactNode }) {
  return useIsPageLoading() ? <PageSkeleton /> : children;
}
