import { EmptySearchResult, EmptyState } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import emptyShelf from "../home/art/shelf.svg?url";
import { type ChooseQuery, isNarrowed } from "./query.ts";

/** Nothing matches, or there is nothing that could. */
export function NothingFound({ query }: { query: ChooseQuery }) {
  const { t } = useTranslation("choose");
  if (isNarrowed(query) || query.cursor !== undefined) {
    return (
      <EmptySearchResult
        title={t("noneMatch.title")}
        description={t("noneMatch.description")}
        withIllustration
      />
    );
  }
  const of = query.kind === "collections" ? "collections" : "products";
  return (
    <EmptyState
      heading={t(`emptyShop.${of}.title`)}
      image={emptyShelf}
      action={{ content: t(`emptyShop.${of}.action`), url: `shopify://admin/${of}/new`, target: "_top" }}
    >
      <p>{t(`emptyShop.${of}.description`)}</p>
    </EmptyState>
  );
}
