import { circle, land, mass, type Point, points, polygon, rect } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** Snowy peaks over a still lake, with firs on the shore. */
export function mountain(): Scene {
  const firs: readonly (readonly [x: number, foot: number, height: number])[] = [
    [38, 420, 130],
    [86, 426, 96],
    [124, 424, 62],
    [408, 420, 84],
    [446, 430, 120],
    [490, 426, 152],
  ];
  return [
    part("sky", rect(0, 0, [512, 400]), { shade: "down" }),
    part("sun", circle([404, 84], 36)),
    part("cloud", mass([92, 104], [70, 14], 71) + mass([440, 176], [50, 10], 72)),
    part("far", polygon(points("0 344, 0 230, 70 166, 140 240, 196 344")), { shade: "cylinder", grain: 50 }),
    part("far", polygon(points("330 344, 420 190, 470 236, 512 204, 512 344")), {
      shade: "cylinder",
      grain: 50,
    }),
    part("mid", polygon(points("70 344, 170 206, 204 222, 272 96, 336 206, 360 196, 450 344")), {
      shade: "cylinder",
      grain: 60,
    }),
    part("shadow", polygon(points("272 96, 336 206, 360 196, 450 344, 330 344, 294 250, 306 190")), {
      grain: 118,
    }),
    part("light", polygon(points("272 96, 314 168, 298 160, 284 186, 268 158, 250 178, 232 170")), {
      shade: "flat",
      grain: 60,
    }),
    part(
      "light",
      polygon(points("70 166, 98 196, 84 192, 68 206, 52 186")) +
        polygon(points("420 190, 446 214, 428 210, 414 222, 404 216")),
    ),
    part("near", land(points("0 330, 120 322, 250 338, 400 324, 512 332"), 360), { shade: "up", grain: 4 }),
    part("water", rect(0, 348, [512, 164]), { shade: "down" }),
    part("shadow", polygon(points("110 350, 424 350, 358 398, 332 396, 272 462, 206 402, 180 412")), {
      shade: "down",
    }),
    line("foam", "M150 372H236M300 384H392M196 404H268M284 428H352M216 448H250", 4),
    ...firs.flatMap(([x, foot, height]) => [
      part("trunk", rect(x - 4, foot - 6, [8, 20])),
      part("leaf", fir([x, foot], height), { shade: "cylinder", grain: 70 }),
    ]),
    part("ground", land(points("0 426, 120 432, 190 470, 250 512, 512 512")), { shade: "up", grain: 8 }),
    part("ground", land(points("0 512, 300 512, 360 460, 420 434, 512 428")), { shade: "up", grain: -8 }),
    part(
      "accent",
      points("40 462, 86 474, 128 490, 404 476, 446 460, 484 488")
        .map(([x = 0, y = 0]) => circle([x, y], 6))
        .join(""),
    ),
  ];
}

function fir([x, foot]: Point, height: number): string {
  const tier = (top: number, bottom: number, half: number): string =>
    polygon([
      [x, foot - height * top],
      [x + height * half, foot - height * bottom],
      [x - height * half, foot - height * bottom],
    ]);
  return tier(1, 0.6, 0.16) + tier(0.78, 0.32, 0.22) + tier(0.54, 0, 0.28);
}
