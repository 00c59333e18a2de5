import { circle, curve, ellipse, leaf, type Point, petals, points, rect, turned } from "../drawing/path.ts";
import { type Layer, line, part, type Scene } from "./layer.ts";

/** A turned vase with a loose bunch of flowers on a table. */
export function vase(): Scene {
  const stems: readonly (readonly [head: Point, radius: number])[] = [
    [[150, 168], 40],
    [[244, 104], 48],
    [[352, 150], 42],
    [[300, 208], 34],
    [[202, 214], 30],
  ];
  return [
    part("sky", rect(0, 0, [512, 512]), { shade: "down", grain: 30 }),
    part("table", rect(0, 396, [512, 116]), { shade: "up" }),
    part("shadow", ellipse([318, 458], 128, 17)),
    ...stems.map(([[x, y]]) =>
      line(
        "leaf",
        curve([
          [x, y],
          [(x + 256) / 2 + (x - 256) * 0.12, (y + 290) / 2],
          [256 + (x - 256) * 0.1, 300],
        ]),
        5,
      ),
    ),
    part("foliage", leaf([226, 262], 104, 196) + leaf([286, 262], 112, -14), { shade: "up", grain: 10 }),
    part("leaf", leaf([240, 254], 96, 228) + leaf([272, 252], 100, -48) + leaf([256, 240], 70, -94), {
      shade: "up",
      grain: 50,
    }),
    ...stems.flatMap(([head, radius], i) => blossom(head, radius, i % 2 === 0)),
    part("foliage", leaf([300, 286], 64, 38) + leaf([214, 288], 60, 142), { grain: 40 }),
    part("object", turned(256, points("282 38, 296 32, 314 44, 350 84, 394 88, 436 58, 462 46")), {
      shade: "cylinder",
      grain: 0,
    }),
    part("accent2", "M171 352C206 368 306 368 341 352L345 376C306 392 206 392 167 376Z", {
      shade: "cylinder",
    }),
    part("dark", ellipse([256, 283], 37, 7)),
  ];
}

function blossom(head: Point, radius: number, large: boolean): Layer[] {
  return [
    part(large ? "accent" : "light", petals(head, radius, large ? 6 : 9), { shade: "sphere", grain: 60 }),
    part("sun", circle(head, radius * 0.28)),
  ];
}
