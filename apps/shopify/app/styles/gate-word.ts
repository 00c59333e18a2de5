/** What a least style score means, as a code of the texts. */
export function gateWord(threshold: number): "anything" | "loose" | "close" | "strict" {
  if (threshold < 0.5) return "anything";
  if (threshold < 0.75) return "loose";
  return threshold < 0.9 ? "close" : "strict";
}
