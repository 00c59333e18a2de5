import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import type { Locale } from "../../server/services.ts";
import { askedLocale } from "../i18n/asked-locale.ts";
import { loadTexts } from "../i18n/texts.ts";
import { failureOf } from "../problems/problem-answer.server.ts";
import { problemOf } from "../problems/problem-of.ts";
import { BareFailure } from "../shell/bare-failure.tsx";
import { ProblemPage } from "../shell/problem-page.tsx";
import { Shell } from "../shell/shell.tsx";

/** Needs no hub: the menu is there, and the page inside says what is wrong. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const locale = await localeOfVisit(() => services.visit(request)).catch((error: unknown) => {
    if (failureOf(services, error) === undefined) throw error;
    return askedLocale(request);
  });
  await loadTexts(locale);
  return { apiKey: services.apiKey, locale };
}

async function localeOfVisit(visit: () => Promise<{ person: { locale: Locale } }>) {
  return (await visit()).person.locale;
}

/** Neither the language nor the key changes while the page is open. */
export const shouldRevalidate = () => false;

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);

export default function App() {
  const { apiKey, locale } = useLoaderData<typeof loader>();
  return (
    <Shell apiKey={apiKey} locale={locale}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const shell = useRouteLoaderData<typeof loader>("routes/app");
  if (shell === undefined) return <NoShell error={error} />;
  return (
    <Shell {...shell}>
      <ProblemPage problem={problemOf(error)} />
    </Shell>
  );
}

/**
 * Shopify's own flow answers with a page of its own, which goes on by script: as `boundary.error` of its package, which
 * tells such answers by the name of a class, and bundles give classes other names.
 */
function NoShell({ error }: { error: unknown }) {
  if (!isRouteErrorResponse(error) || typeof error.data !== "string") return <BareFailure />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by Shopify's package on our server
  return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
}
