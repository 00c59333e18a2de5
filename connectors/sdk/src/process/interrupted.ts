import process from "node:process";

/** Resolves when the process is told to stop. A second signal ends it as it always does. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
