import { answerTo, openChannel } from "./channel.js";
import { element, settings } from "./element.js";
import { loadingBar } from "./loading.js";
import { markPlace, menuButton, navigation } from "./nav.js";
import { installPicker } from "./picker.js";
import { mayLeave, saveBar } from "./save-bar.js";
import { titleBar } from "./title-bar.js";
import { toastArea } from "./toasts.js";

const topBar = element(
  "header",
  { id: "top-bar" },
  element("span", { class: "brand" }, "shopify"),
  element("span", { class: "search" }, "Search"),
  saveBar(),
  element("span", { class: "store" }, settings.shopName, element("span", { class: "avatar" }, "SP")),
);

const initials = `${settings.user.firstName[0] ?? ""}${settings.user.lastName[0] ?? ""}`;
topBar.querySelector(".avatar").textContent = initials;

function appArea() {
  const frame = element("iframe", {
    id: "app",
    name: "app-iframe",
    title: settings.appName,
    allow: "clipboard-write",
  });
  openChannel(frame);
  answerApp(frame);
  frame.src = settings.frame;
  return [loadingBar(), titleBar(menuButton()), frame];
}

const ownPage = () => [
  element("h1", { id: "own-page" }, decodeURI(location.pathname.split("/").slice(3).join(" / ") || "home")),
  element("p", { class: "note" }, "A page of Shopify's own."),
];

/** Parts of the app's address that Shopify does not show in its own. */
const hidden = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];

function answerApp(frame) {
  answerTo("idToken", async () => {
    const response = await fetch("/__admin/token", { method: "POST" });
    return (await response.json()).token;
  });
  answerTo("user", () => ({ accountAccess: "Full access", id: settings.user.id }));
  answerTo("scopes", () => ({ granted: settings.scopes, required: settings.scopes, optional: [] }));
  answerTo("loaded", () => frame.setAttribute("data-loaded", ""));
  answerTo("location", ({ path, search, hash }) => {
    const query = new URLSearchParams(search);
    for (const name of hidden) query.delete(name);
    const shown = query.size === 0 ? "" : `?${query}`;
    history.replaceState(null, "", `${settings.base}${path === "/" ? "" : path}${shown}${hash}`);
    markPlace();
  });
  answerTo("open", async (address, target) => {
    const own = /^shopify:\/*admin(\/.*)?$/i.exec(address)?.[1];
    const url = own === undefined ? address : `/store/${settings.store}${own}`;
    if (target !== "_top") return void window.open(url, target);
    if (await mayLeave()) location.assign(url);
  });
}

installPicker();
const area = settings.frame === null ? ownPage() : appArea();
document.body.append(topBar, navigation(), element("main", {}, ...area), toastArea());
