import { useCallback } from "react";

/** A word in passing, by App Bridge. Nothing that has to be read or acted on: that is a banner's. */
export function useToast(): (message: string, options?: { readonly isError?: boolean }) => void {
  return useCallback((message, { isError = false } = {}) => {
    window.shopify?.toast.show(message, { isError });
  }, []);
}
