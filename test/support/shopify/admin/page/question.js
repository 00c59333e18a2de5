import { element } from "./element.js";

/** A question with two answers; true for the second. Closing it means the first. */
export function ask({ title, text, stay, leave }) {
  const { promise, resolve } = Promise.withResolvers();
  const close = (answer) => {
    dialog.remove();
    resolve(answer);
  };
  const dialog = element(
    "dialog",
    { class: "question", "aria-label": title, oncancel: () => close(false) },
    element("h2", {}, title),
    element("p", { class: "text" }, text),
    element(
      "footer",
      {},
      element("button", { type: "button", onclick: () => close(false) }, stay),
      element("button", { type: "button", class: "critical", onclick: () => close(true) }, leave),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return promise;
}
