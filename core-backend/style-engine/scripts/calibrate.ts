// node scripts/calibrate.ts <folder of styles>: prints the prior spreads for src/scoring/calibration.ts (the median
// over styles of the spread at 5 references, prior left out) and the gates that 85 to 97 % of other pictures of the
// same style pass.
import { BUILT_IN_CALIBRATION, extractFeatures, fitStyle, STYLE_PARTS, scoreStyle } from "../src/index.ts";
import { readStyles } from "./styles-folder.ts";

const [folder = "."] = process.argv.slice(2);
const REFERENCES = 5;
const styles = [...(await readStyles(folder)).values()].map((pictures) => pictures.map(extractFeatures));

const withoutPrior = { ...BUILT_IN_CALIBRATION, priorStrength: 0 };
for (const part of STYLE_PARTS) {
  const spreads = styles.map(
    (pictures) => fitStyle(pictures.slice(0, REFERENCES), withoutPrior).spread[part],
  );
  console.log(
    `${part.padEnd(12)} ${[0.25, 0.5, 0.75].map((q) => quantile(spreads, q).toPrecision(3)).join("  ")}`,
  );
}

const { gate } = BUILT_IN_CALIBRATION;
for (const count of [1, 3, REFERENCES, 10]) {
  // The inverse of the calibrated score: the distance in spreads.
  const distances = styles.flatMap((pictures) => {
    const model = fitStyle(pictures.slice(0, count));
    return pictures
      .slice(count)
      .map((features) => gate * Math.sqrt(Math.log(scoreStyle(model, features).score) / Math.log(0.85)));
  });
  const gates = [0.85, 0.9, 0.93, 0.95, 0.97].map(
    (share) => `${share}: ${quantile(distances, share).toFixed(2)}`,
  );
  console.log(`${count} refs, gate that lets pass  ${gates.join("  ")}`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
