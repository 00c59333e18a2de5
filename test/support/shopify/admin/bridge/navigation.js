import { call, listen, tell } from "./channel.js";
import { isEmbedded, isMainFrame } from "./place.js";

/** Shopify admin shows the app's path in its own address, and knows of the app's steps. */
export function mirrorHistory() {
  if (!isMainFrame) return;
  const report = () =>
    tell("location", { path: location.pathname, search: location.search, hash: location.hash });
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...args) => {
      original(...args);
      report();
    };
  }
  addEventListener("popstate", report);
  addEventListener("hashchange", report);
  report();
}

/** Addresses of Shopify admin, and windows above the app's own, are opened by Shopify admin. */
export function patchOpen() {
  const plainOpen = window.open.bind(window);
  window.open = (address = "", target = "", ...rest) => {
    const url = String(address);
    const isAbove = target === "_top" || target === "_parent";
    if (!isEmbedded || !(isAbove || /^shopify:/i.test(url))) return plainOpen(address, target, ...rest);
    tell("open", new URL(url, location.href).href, isAbove ? "_top" : target || "_blank");
    return null;
  };
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='shopify:']") : null;
    if (link === null || event.defaultPrevented) return;
    event.preventDefault();
    window.open(link.getAttribute("href"), link.target || "_top");
  });
}

/** Asks the app to show one of the places in its menu, as its router does. */
export function followMenu() {
  listen("navigate", (href) => {
    const link = [...document.querySelectorAll("ui-nav-menu a, s-app-nav a, s-app-nav s-link")].find(
      (candidate) => candidate.getAttribute("href") === href,
    );
    link?.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
  });
}

/** Opened outside of Shopify admin, the app goes there. */
export function goToAdmin({ host, apiKey }) {
  if (host) location.replace(`https://${atob(host)}/apps/${apiKey}${location.pathname}`);
}

/** A page that has no session token comes back with one. */
export async function reloadWithToken(address) {
  const target = new URL(address, location.href);
  if (target.origin !== location.origin) throw new Error("shopify-reload leads to another origin");
  target.searchParams.set("id_token", await call("idToken"));
  location.replace(target);
}
