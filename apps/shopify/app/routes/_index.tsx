import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import { fieldOf } from "../common/visit-loader.server.ts";
import { textsOf } from "../i18n/texts.ts";
import { TextsProvider } from "../i18n/texts-provider.tsx";
import { useLocale } from "../i18n/use-locale.ts";
import { failureOf } from "../problems/problem-answer.server.ts";
import { Landing } from "../shell/landing.tsx";
import { installUrl, shopNameOf } from "../shell/shop-address.ts";

/** Shopify opens the app here, too, when that is its address: then it belongs inside. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { services } = context;
  try {
    const typed = fieldOf(await request.formData(), "shop");
    const shopName = shopNameOf(typed);
    if (shopName === undefined) return data({ typed }, { status: 422 });
    return redirect(installUrl(shopName, services.apiKey));
  } catch (error) {
    // Whatever was too large was no shop's name.
    const failure = failureOf(services, error);
    if (failure === undefined) throw error;
    return data({ typed: "" }, { status: failure.status });
  }
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
