import { useRouteLoaderData } from "@remix-run/react";
import type { Locale } from "../../server/services.ts";

/** That of the person, once they are known; else what was asked for. */
export function useLocale(): Locale {
  const app = useRouteLoaderData<{ locale: Locale }>("routes/app");
  const root = useRouteLoaderData<{ locale: Locale }>("root");
  return app?.locale ?? root?.locale ?? "en";
}
