import { answerTo, tellApp } from "./channel.js";
import { element, settings } from "./element.js";

const press = (button) => () => tellApp("press", button.id);

const buttonOf = (button, kind) =>
  element(
    "button",
    {
      type: "button",
      class: [kind, button.tone === "critical" ? "critical" : ""].join(" ").trim(),
      disabled: button.disabled || button.loading,
      "aria-busy": button.loading ? "true" : null,
      onclick: press(button),
    },
    button.text,
  );

const menuOf = ({ label, buttons }) =>
  element(
    "details",
    { class: "actions" },
    element("summary", {}, label ?? "More actions"),
    element("div", {}, ...buttons.map((button) => buttonOf(button, "secondary"))),
  );

/** The app's name, the page's title and its actions, above the frame. */
export function titleBar(menuButton) {
  const back = element("span", { class: "back" });
  const title = element("h1", { id: "title" }, settings.appName);
  const actions = element("div", { id: "actions" });
  let documentTitle = "";
  let state = null;
  const show = () => {
    title.textContent = state?.title || documentTitle || settings.appName;
    document.title = `${settings.appName} · ${title.textContent} · Shopify`;
    const { breadcrumb = null, primary = null, secondary = [], groups = [] } = state ?? {};
    back.replaceChildren(
      ...(breadcrumb === null
        ? []
        : [
            element(
              "button",
              { type: "button", "aria-label": breadcrumb.text, onclick: press(breadcrumb) },
              "←",
            ),
          ]),
    );
    actions.replaceChildren(
      ...groups.map(menuOf),
      ...secondary.map((button) => buttonOf(button, "secondary")),
      ...(primary === null ? [] : [buttonOf(primary, "primary")]),
    );
  };
  answerTo("titleBar", (given) => {
    state = given;
    show();
  });
  answerTo("documentTitle", (given) => {
    documentTitle = given;
    show();
  });
  return element(
    "div",
    { id: "title-bar" },
    menuButton,
    element("span", { class: "app-icon", "aria-hidden": "true" }, "A"),
    back,
    title,
    actions,
  );
}
