/** One figure of a benchmark against its goal. */
export interface Figure {
  readonly name: string;
  /** Of two measurements of one run. */
  readonly ratio: number;
  readonly goal: string;
  readonly pass: boolean;
  readonly detail: Readonly<Record<string, number | string>>;
}

/** Prints figures for people, or with `--json` a last line for programs. */
export function report(bench: string, results: readonly Figure[]): void {
  for (const { name, ratio, goal, pass, detail } of results) {
    console.error(`${pass ? "met   " : "missed"} ${name}: ${ratio.toFixed(3)} (goal ${goal})`);
    for (const [key, value] of Object.entries(detail)) console.error(`         ${key}: ${value}`);
  }
  if (process.argv.includes("--json")) console.log(JSON.stringify({ bench, results }));
}

export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));
