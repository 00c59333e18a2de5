import type { Locale } from "../../server/services.ts";

export type Texts = typeof import("./en/index.ts");

const imports = {
  en: () => import("./en/index.ts"),
  de: (): Promise<Texts> => import("./de/index.ts"),
} as const satisfies Record<Locale, () => Promise<Texts>>;

const loaded = new Map<Locale, Texts>();

/** To be waited for before anything is rendered: by the loaders on the server, by `entry.client` in a browser. */
export async function loadTexts(locale: Locale): Promise<void> {
  if (!loaded.has(locale)) loaded.set(locale, await imports[locale]());
}

/** Any language that is there is better than none: a browser has only the one its document came in. */
export function textsOf(locale: Locale): Texts {
  const texts = loaded.get(locale) ?? loaded.values().next().value;
  if (texts === undefined) throw new Error(`The texts of ${locale} were not loaded`);
  return texts;
}
