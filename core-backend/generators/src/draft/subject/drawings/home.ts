import { arch, bar, box, hole, oval, ovalHole } from "./shapes.ts";

const CLOCK_MARKS = Array.from({ length: 12 }, (_, hour): string => {
  const turn = (hour * Math.PI) / 6;
  return ovalHole([256 + Math.round(168 * Math.cos(turn)), 256 + Math.round(168 * Math.sin(turn))], 9);
});

/** Furniture, furnishings and storage. */
export const HOME_DRAWINGS: Readonly<Record<string, string>> = {
  stool: [
    "M64 176C64 144 150 128 256 128C362 128 448 144 448 176V200C448 228 362 244 256 244C150 244 64 228 64 200Z",
    bar([140, 240], [86, 484], 38),
    bar([372, 240], [426, 484], 38),
    bar([256, 252], [256, 466], 38),
  ].join(""),
  bench: [
    box([20, 190, 492, 238], 10),
    box([60, 250, 452, 278]),
    bar([98, 278], [72, 436], 36),
    bar([414, 278], [440, 436], 36),
    box([100, 346, 412, 368]),
  ].join(""),
  "wall-clock": [
    oval([256, 256], 236),
    ovalHole([256, 256], 212),
    oval([256, 256], 200),
    ...CLOCK_MARKS,
    "M247 120V265H342V247H265V120Z",
  ].join(""),
  "picture-frame": [
    box([64, 16, 448, 496], 6),
    hole([108, 60, 404, 452]),
    box([136, 88, 376, 424]),
    ovalHole([310, 166], 30),
    "M160 404H356V330L320 262L270 330L214 240L160 350Z",
  ].join(""),
  rug: [
    "M112 132H400L468 388H44Z",
    "M130 152L84 366L92 372H420L428 366L382 152H374L416 360H96L140 152Z",
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => bar([58 + i * 44, 398], [52 + i * 44.6, 430], 18)),
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => bar([122 + i * 38.2, 122], [126 + i * 37, 100], 14)),
  ].join(""),
  hamper: [
    box([216, 26, 296, 52], 10),
    "M92 112C92 76 124 62 164 62H348C388 62 420 76 420 112Z",
    "M96 126H416L392 474C390 490 380 498 366 498H146C132 498 122 490 120 474Z",
    ...[0, 1, 2, 3, 4].map((row) => hole([114 + row * 5, 176 + row * 70, 398 - row * 5, 186 + row * 70])),
    ...[0, 1, 2, 3].flatMap((row) =>
      [0, 1, 2, 3].map((i) => {
        const left = 150 + (row % 2) * 30 + i * 60;
        return hole([left, 194 + row * 70, left + 9, 238 + row * 70]);
      }),
    ),
  ].join(""),
  "coat-rack": [
    box([12, 170, 500, 254], 12),
    ...[72, 164, 256, 348, 440].map((x) =>
      [
        ovalHole([x, 200], 9),
        box([x - 11, 230, x + 11, 330]),
        arch([x - 25, 330], { across: 36, width: 22 }, [0, 180]),
        oval([x - 50, 326], 15),
      ].join(""),
    ),
  ].join(""),
  "rainbow-arches": [0, 1, 2, 3]
    .map((i) => arch([256, 400], { across: 240 - i * 56, width: 44 }, [180, 360]))
    .concat(oval([256, 380], 22, 20))
    .join(""),
};
