import { circle, curve, ellipse, land, mass, type Point, points, rect, turned } from "../drawing/path.ts";
import { type Layer, line, part, type Scene } from "./layer.ts";

/** Rolling fields under a low sun, with cypresses along a winding path. */
export function hills(): Scene {
  return [
    part("sky", rect(0, 0, [512, 400]), { shade: "down" }),
    part("sun", circle([352, 150], 50)),
    part("cloud", mass([120, 96], [78, 17], 3) + mass([168, 112], [70, 13], 4)),
    part("far", land(points("0 236, 78 204, 170 240, 262 196, 352 236, 442 200, 512 230")), {
      shade: "up",
      grain: 12,
    }),
    part("mid", land(points("0 292, 110 258, 236 304, 360 262, 512 306")), { shade: "up", grain: -10 }),
    line("far", curve(points("12 312, 110 288, 214 318")), 3),
    line("far", curve(points("4 334, 96 312, 180 334")), 3),
    part("foliage", mass([404, 262], [24, 20], 7) + mass([438, 268], [18, 14], 8), { shade: "sphere" }),
    part("near", land(points("0 384, 140 330, 300 382, 420 350, 512 376")), { shade: "up", grain: 14 }),
    part(
      "path",
      "M262 372C300 392 352 398 318 424C282 452 196 462 214 512L322 512C290 470 372 452 384 424C394 396 312 388 276 374Z",
    ),
    ...cypresses([
      [120, 352, 1.15],
      [160, 352, 0.9],
      [424, 372, 1.25],
      [462, 384, 0.95],
    ]),
    part("ground", land(points("0 440, 96 432, 190 476, 252 512, 512 512")), { shade: "up", grain: -8 }),
    part("ground", land(points("0 512, 330 512, 420 462, 512 440")), { shade: "up", grain: 16 }),
    part(
      "accent",
      points("36 470, 70 458, 102 484, 146 492, 60 496, 446 480, 482 468, 420 500")
        .map(([x = 0, y = 0]) => circle([x, y], 6))
        .join(""),
    ),
  ];
}

function cypresses(places: readonly (readonly [x: number, foot: number, scale: number])[]): Layer[] {
  return places.flatMap(([x, foot, scale]) => {
    const profile: readonly Point[] = points("-96 1, -70 9, -36 15, -12 13, 0 5");
    const outline = profile.map(([y, half]): Point => [foot + y * scale, half * scale]);
    return [
      part("shadow", ellipse([x + 16 * scale, foot + 1], 24 * scale, 4 * scale)),
      part("leaf", turned(x, outline), { shade: "cylinder", grain: 82 }),
    ];
  });
}
