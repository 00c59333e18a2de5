import { useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";

/** Shorter waits show nothing: a flash of grey is worse than a moment of the old page. */
const PATIENCE_MS = 200;

/** Another page is being loaded, and takes a while. Not while a form is sent: its button shows that. */
export function useIsPageLoading(): boolean {
  const { state, location, formMethod } = useNavigation();
  const [late, setLate] = useState<string>();
  const next = state === "loading" && formMethod === undefined ? location.pathname : undefined;
  useEffect(() => {
    if (next === undefined || next === window.location.pathname) return;
    const timer = setTimeout(() => setLate(next), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLate(undefined);
    };
  }, [next]);
  return late !== undefined && late === next;
}

/** The value of `intent` (or another field) of the form that is being sent by navigation, for `loading` of its button. */
export function usePendingIntent(field = "intent"): string | undefined {
  const { formData } = useNavigation();
  const value = formData?.get(field);
  return typeof value === "string" ? value : undefined;
}
