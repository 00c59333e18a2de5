import { answerTo, tellApp } from "./channel.js";
import { element, settings } from "./element.js";
import { mayLeave } from "./save-bar.js";

const own = ["Home", "Orders", "Products", "Customers", "Content", "Analytics", "Marketing", "Discounts"];
const storePath = (name) => `/store/${settings.store}${name === "Home" ? "" : `/${name.toLowerCase()}`}`;

let home = "/";

async function goTo(event, href) {
  event.preventDefault();
  document.body.classList.remove("menu-open");
  if (await mayLeave()) tellApp("navigate", href);
}

const linkOf = (href, text, attributes = {}) =>
  element(
    "a",
    { href: `${settings.base}${href}`, onclick: (event) => goTo(event, href), ...attributes },
    text,
  );

/** Shopify's own places, and below them those of the app, as it names them. */
export function navigation() {
  const list = element("ul", { id: "app-nav" });
  const app = element(
    "a",
    { href: settings.base, class: "app" },
    element("span", { class: "app-icon" }, "A"),
    "AssetQL",
  );
  app.addEventListener("click", (event) => goTo(event, home));
  answerTo("nav", (menu) => {
    home = menu?.home ?? "/";
    list.replaceChildren(
      ...(menu?.links ?? []).map(({ href, text }) => element("li", {}, linkOf(href, text))),
    );
    markPlace();
  });
  return element(
    "nav",
    { id: "nav", "aria-label": "Shopify" },
    element("ul", {}, ...own.map((name) => element("li", {}, element("a", { href: storePath(name) }, name)))),
    element("p", { class: "heading" }, "Apps"),
    app,
    list,
  );
}

/** On a telephone the places of the app are behind a button. */
export const menuButton = () =>
  element(
    "button",
    {
      type: "button",
      id: "menu-button",
      "aria-label": "Menu",
      onclick: () => document.body.classList.toggle("menu-open"),
    },
    "☰",
  );

/** Which link is where the app is. */
export function markPlace() {
  for (const link of document.querySelectorAll("#app-nav a")) {
    const here = location.pathname === new URL(link.href).pathname;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}
