import { type Locale, locales } from "../../server/services.ts";

/** The nearest one we have to a language tag such as `de-AT`; English for all others. */
export function localeOf(tag: string | null | undefined): Locale {
  const language = tag?.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language) ?? "en";
}

/** Before anybody is known: Shopify admin names its language in the address, a browser in a header. */
export function askedLocale(request: Request): Locale {
  const inAddress = new URL(request.url).searchParams.get("locale");
  if (inAddress !== null) return localeOf(inAddress);
  return localeOf(request.headers.get("accept-language")?.split(",")[0]?.split(";")[0]?.trim());
}
