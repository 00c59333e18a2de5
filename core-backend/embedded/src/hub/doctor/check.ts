/** What one check of the doctor came to. */
export interface Check {
  readonly name: string;
  readonly status: "ok" | "warning" | "problem";
  /** What was found. */
  readonly found: string;
  /** What to do about it; none when all is well. */
  readonly advice?: string;
}

export const ok = (name: string, found: string): Check => ({ name, status: "ok", found });

export const warning = (name: string, found: string, advice: string): Check => ({
  name,
  status: "warning",
  found,
  advice,
});

export const problem = (name: string, found: string, advice: string): Check => ({
  name,
  status: "problem",
  found,
  advice,
});

/** A check that could not be made is a problem of its own. */
export async function made(name: string, check: () => Promise<Check> | Check): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem(name, `could not be checked: ${reason}`, "See whether the data folder can be read.");
  }
}
