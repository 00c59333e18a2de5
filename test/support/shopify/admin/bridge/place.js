/** Where the script runs, and what Shopify admin has said in the address. */

export const ADMIN = "https://admin.shopify.com";
export const query = new URLSearchParams(location.search);
export const isEmbedded = window.top !== window.self;
/** Not within a modal of the app. */
export const isMainFrame = window.parent === window.top;
const script = document.currentScript;

/** As Shopify's own script refuses to be loaded. */
export function checkScript() {
  const isFirst = document.querySelector("script") === script;
  if (script === null || script.async || script.defer || script.type === "module" || !isFirst) {
    throw new Error(
      "Shopify's App Bridge must be included as the first <script> tag and must link to Shopify's CDN. Do not use async, defer or type=module.",
    );
  }
}

export function apiKey() {
  const key = script?.dataset.apiKey ?? document.querySelector("meta[name=shopify-api-key]")?.content;
  if (!key) throw new Error("App Bridge is missing the app's API key");
  return key;
}
