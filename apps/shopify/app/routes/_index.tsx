import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import { textsOf } from "../i18n/texts.ts";
import { TextsProvider } from "../i18n/texts-provider.tsx";
import { useLocale } from "../i18n/use-locale.ts";
import { Landing } from "../shell/landing.tsx";
import { installUrl, shopNameOf } from "../shell/shop-address.ts";

/** Shopify opens the app here, too, when that is its address: then it belongs inside. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const value = (await request.formData()).get("shop");
  const typed = typeof value === "string" ? value : "";
  const shopName = shopNameOf(typed);
  if (shopName === undefined) return data({ typed }, { status: 422 });
  throw redirect(installUrl(shopName, context.services.apiKey));
}

export default function Index() {
  const locale = useLocale();
  const refused = useActionData<typeof action>();
  return (
    <TextsProvider locale={locale}>
      <AppProvider i18n={textsOf(locale).polaris}>
        <Landing isRefused={refused !== undefined} typed={refused?.typed ?? ""} />
      </AppProvider>
    </TextsProvider>
  );
}
