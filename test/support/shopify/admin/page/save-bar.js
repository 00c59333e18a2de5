import { answerTo, tellApp } from "./channel.js";
import { element } from "./element.js";
import { ask } from "./question.js";

let shown = null;

const leaving = {
  title: "Leave page with unsaved changes?",
  text: "Leaving this page will delete all unsaved changes.",
  stay: "Stay",
  leave: "Leave page",
};
const discarding = {
  title: "Discard all unsaved changes",
  text: "If you discard changes, you'll delete any edits you made since you last saved.",
  stay: "Continue editing",
  leave: "Discard changes",
};

/** Whether the merchant may leave: they are asked when something is not saved, and then it is lost. */
export async function mayLeave() {
  if (shown === null) return true;
  const leaves = await ask(leaving);
  if (leaves) tellApp("left");
  return leaves;
}

/** The dark bar in the place of the search while something is not saved. */
export function saveBar() {
  const save = element(
    "button",
    { type: "button", class: "primary", onclick: () => tellApp("save") },
    "Save",
  );
  const discard = element(
    "button",
    { type: "button", class: "discard", onclick: () => discardChanges() },
    "Discard",
  );
  const bar = element(
    "div",
    { id: "save-bar", role: "region", "aria-label": "Unsaved changes", hidden: true },
    element("span", {}, "Unsaved changes"),
    discard,
    save,
  );
  const discardChanges = async () => {
    if (!shown?.asksBeforeDiscard || (await ask(discarding))) tellApp("discard");
  };
  answerTo("saveBar", (state) => {
    shown = state;
    bar.hidden = state === null;
    document.body.classList.toggle("unsaved", state !== null);
    save.disabled = state?.save?.disabled || state?.save?.loading || false;
    save.toggleAttribute("aria-busy", state?.save?.loading === true);
    discard.disabled = state?.discard?.disabled || state?.discard?.loading || false;
  });
  answerTo("leaveConfirmation", async () => {
    // Resolves only for those who leave, as Shopify says.
    if (!(await mayLeave())) await new Promise(() => undefined);
  });
  return bar;
}
