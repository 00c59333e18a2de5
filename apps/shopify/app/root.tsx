import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { askedLocale } from "./i18n/asked-locale.ts";
import { loadTexts } from "./i18n/texts.ts";
import { useLocale } from "./i18n/use-locale.ts";
import reducedMotion from "./reduced-motion.css?url";
import { BareFailure } from "./shell/bare-failure.tsx";

export const links: LinksFunction = () => [
  { rel: "preconnect", href: "https://cdn.shopify.com/", crossOrigin: "anonymous" },
  { rel: "preconnect", href: "https://cdn.shopify.com/" },
  // As Shopify admin around the app has it.
  { rel: "stylesheet", href: "https://cdn.shopify.com/static/fonts/inter/v4/styles.css" },
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: reducedMotion, media: "(prefers-reduced-motion: reduce)" },
];

export const meta = () => [{ title: "AssetQL" }];

/** Only a guess, until the layout of the app knows whose language it is. */
export async function loader({ request }: LoaderFunctionArgs) {
  const locale = askedLocale(request);
  await loadTexts(locale);
  return { locale };
}

export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang={useLocale()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <BareFailure />;
}
