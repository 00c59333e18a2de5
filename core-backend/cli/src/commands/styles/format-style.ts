import type { StyleProfile } from "@assetql/contract";
import { formatTime } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";

export function formatStyle(terminal: Pick<Terminal, "paint">, style: StyleProfile): string {
  const { colorPalette, composition, texture, lighting } = style.parameters;
  return formatFacts(terminal, [
    ["Style", style.id],
    ["Name", style.name],
    ["Version", String(style.version)],
    ["References", style.references.map((reference) => reference.name).join(", ")],
    ["Threshold", style.deviationThreshold.toFixed(2)],
    ["Palette", colorPalette.join(" ")],
    [
      "Composition",
      `symmetry ${composition.symmetry.toFixed(2)}, thirds ${composition.ruleOfThirds.toFixed(2)}`,
    ],
    ["Texture", `${texture.frequency}, ${texture.pattern}`],
    ["Lighting", `brightness ${lighting.brightness.toFixed(2)}, contrast ${lighting.contrast.toFixed(2)}`],
    ["Encoder", `${style.encoder.id} ${style.encoder.version}`],
    ["Made", formatTime(style.createdAt)],
  ]);
}
