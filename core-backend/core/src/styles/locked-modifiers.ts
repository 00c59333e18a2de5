import type { StyleParameters, StyleProfile } from "@assetql/contract";

type Lockable = StyleProfile["lockedParameters"][number];

/** Section 4.1 of the design: a locked parameter is held through the prompt's own words. */
const modifiers: Readonly<Record<Lockable, (parameters: StyleParameters) => string>> = {
  colorPalette: ({ colorPalette }) => `with colors ${colorPalette.join(", ")}`,
  composition: ({ composition: { symmetry, ruleOfThirds } }) =>
    symmetry >= ruleOfThirds ? "symmetrical composition" : "composed by the rule of thirds",
  texture: ({ texture: { frequency, pattern } }) => `${pattern} texture of ${frequency} frequency`,
  lighting: ({ lighting: { brightness, contrast } }) =>
    `${brightness >= 0.5 ? "bright" : "dark"} lighting with ${contrast >= 0.5 ? "high" : "low"} contrast`,
};

/** What is appended to every prompt of a batch in this style; empty when nothing is locked. */
export function lockedModifiers(locked: readonly Lockable[], parameters: StyleParameters): string {
  return locked.map((name) => modifiers[name](parameters)).join(", ");
}
