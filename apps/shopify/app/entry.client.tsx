import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { localeOf } from "./i18n/asked-locale.ts";
import { loadTexts } from "./i18n/texts.ts";

// The page is there already; what it hears to needs the words of its language first, and only those.
loadTexts(localeOf(document.documentElement.lang)).then(() => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
});
