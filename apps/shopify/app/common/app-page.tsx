import { TitleBar } from "@shopify/app-bridge-react";
import { Page, type PageProps } from "@shopify/polaris";
import { useEffect } from "react";

/** A page of ours: Shopify admin shows its title, too. */
export function AppPage({ title, ...page }: PageProps & { readonly title: string }) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <TitleBar title={title} />
      <Page title={title} {...page} />
    </>
  );
}
