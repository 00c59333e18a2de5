import { answerTo, tellApp } from "./channel.js";
import { element } from "./element.js";

const SHOWN_MS = 5_000;

/** Every toast since the page was opened, for whoever asks after it is gone. */
window.shownToasts = [];

export function toastArea() {
  const area = element("div", { id: "toasts", role: "status", "aria-live": "polite" });
  const shown = new Map();
  const hide = (id) => {
    shown.get(id)?.remove();
    shown.delete(id);
  };
  answerTo("toast.show", (id, message, { duration = SHOWN_MS, isError = false, action } = {}) => {
    window.shownToasts.push({ message, isError });
    const act = () => {
      tellApp("toast.action", id);
      hide(id);
    };
    const dismiss = () => {
      tellApp("toast.dismiss", id);
      hide(id);
    };
    const toast = element(
      "div",
      { class: isError ? "toast error" : "toast" },
      element("span", {}, message),
      action === undefined
        ? null
        : element("button", { type: "button", class: "press", onclick: act }, action),
      element("button", { type: "button", class: "press", "aria-label": "Dismiss", onclick: dismiss }, "✕"),
    );
    shown.set(id, toast);
    area.append(toast);
    setTimeout(() => hide(id), duration);
  });
  answerTo("toast.hide", hide);
  return area;
}
