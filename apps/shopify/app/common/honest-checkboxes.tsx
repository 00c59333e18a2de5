import { type ReactNode, useEffect, useRef } from "react";

/**
 * Polaris says of a half-ticked checkbox that it is mixed, but leaves the browser to think that it is empty; screen
 * readers then say either. To be put around an `IndexTable` with ticks.
 */
export function HonestCheckboxes({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const input of box.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? []) {
      input.indeterminate = input.getAttribute("aria-checked") === "mixed";
    }
  });
  return <div ref={box}>{children}</div>;
}
