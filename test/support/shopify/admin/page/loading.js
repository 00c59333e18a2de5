import { answerTo } from "./channel.js";
import { element } from "./element.js";

/** The bar that says that the app is busy. */
export function loadingBar() {
  const bar = element("div", { id: "loading", role: "progressbar", "aria-label": "Loading", hidden: true });
  answerTo("loading", (isLoading) => {
    bar.hidden = !isLoading;
  });
  return bar;
}
