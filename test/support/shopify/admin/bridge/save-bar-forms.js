import { closeBar, openBar } from "./save-bar.js";

const bars = new WeakMap();

const barOf = (form) => {
  const known = bars.get(form);
  if (known !== undefined) return known;
  const bar = {
    state: () => ({
      save: null,
      discard: null,
      asksBeforeDiscard: form.hasAttribute("data-discard-confirmation"),
    }),
    save: () => form.requestSubmit(),
    discard: () => form.reset(),
    close: () => closeBar(bar),
  };
  bars.set(form, bar);
  return bar;
};

const formOf = ({ target }) => (target instanceof Element ? target.closest("form[data-save-bar]") : null);

/** Forms with `data-save-bar`: the bar comes with the first change and goes when they are sent or reset. */
export function watchForms() {
  for (const kind of ["input", "change"]) {
    addEventListener(kind, (event) => {
      const form = formOf(event);
      if (form !== null) openBar(barOf(form));
    });
  }
  for (const kind of ["submit", "reset"]) {
    addEventListener(kind, (event) => {
      const form = formOf(event);
      if (form !== null) closeBar(barOf(form));
    });
  }
  new MutationObserver((records) => {
    for (const node of records.flatMap(({ removedNodes }) => [...removedNodes])) {
      const forms = node instanceof Element ? [node, ...node.querySelectorAll("form")] : [];
      for (const form of forms) if (bars.has(form) && !form.isConnected) closeBar(bars.get(form));
    }
  }).observe(document, { subtree: true, childList: true });
}
