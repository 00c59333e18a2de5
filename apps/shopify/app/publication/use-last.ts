import { useEffect, useState } from "react";

/** What a promise of a loader came to; what the one before came to, until then and where this one has nothing. */
export function useLast<T>(promise: Promise<T | null>): T | null | undefined {
  const [last, setLast] = useState<T | null>();
  useEffect(() => {
    let isOver = false;
    promise.then(
      (value) => {
        if (!isOver && value !== null) setLast(value);
      },
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [promise]);
  return last;
}
