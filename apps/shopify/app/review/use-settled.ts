import { useEffect, useState } from "react";

/** What a promise of a loader came to; undefined until then, and when it failed. */
export function useSettled<T>(promise: Promise<T>): T | undefined {
  const [settled, setSettled] = useState<{ readonly of: Promise<T>; readonly value: T }>();
  useEffect(() => {
    let isOver = false;
    promise.then(
      (value) => {
        if (!isOver) setSettled({ of: promise, value });
      },
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [promise]);
  return settled?.of === promise ? settled.value : undefined;
}
