import type { Session } from "@shopify/shopify-api";
import { type Locale, locales, type Person } from "../services.ts";

/** Who is behind an online session. */
export function personOf(session: Session, request: Request): Person {
  const user = session.onlineAccessInfo?.associated_user;
  const asked = new URL(request.url).searchParams.get("locale");
  return {
    id: String(user?.id ?? "shop"),
    name: [user?.first_name, user?.last_name].filter(Boolean).join(" ").trim(),
    locale: localeOf(asked ?? user?.locale ?? "en"),
  };
}

function localeOf(text: string): Locale {
  const language = text.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language) ?? "en";
}
