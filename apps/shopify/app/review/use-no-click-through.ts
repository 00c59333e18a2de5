import { useEffect } from "react";

/**
 * When the first click of a double click closes a window, the second one falls on whatever was below it: nobody means
 * that, so it is dropped.
 */
export function useNoClickThrough(): void {
  useEffect(() => {
    let dialog: Element | null = null;
    const onClick = (event: MouseEvent): void => {
      if (event.detail > 1) {
        if (dialog?.isConnected !== false) return;
        event.preventDefault();
        event.stopPropagation();
      } else dialog = event.target instanceof Element ? event.target.closest('[role="dialog"]') : null;
    };
    // Before React, which listens at the document.
    globalThis.addEventListener("click", onClick, { capture: true });
    return () => globalThis.removeEventListener("click", onClick, { capture: true });
  }, []);
}
