import { useEffect, useState } from "react";

const QUIET_MS = 300;

/** The value once nobody has changed it for a moment, so that not every key pressed makes a request. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
