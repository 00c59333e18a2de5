import { createRoot } from "@wordpress/element";

/** Draws a screen into the place that PHP has left for it. */
export function mount(screen: React.Element): void {
  const root = document.getElementById("assetql-root");
  if (root !== null) createRoot(root).render(screen);
}
