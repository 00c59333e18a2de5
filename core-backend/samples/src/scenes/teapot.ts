import { curve, ellipse, leaf, points, rect, turned } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** A round teapot and a steaming cup on a cloth. */
export function teapot(): Scene {
  return [
    part("sky", rect(0, 0, [512, 512]), { shade: "down", grain: 20 }),
    part("table", rect(0, 370, [512, 142]), { shade: "up" }),
    part("accent2", "M64 400L448 400L500 486L12 486Z", { grain: 0 }),
    part("shadow", ellipse([236, 438], 150, 18) + ellipse([420, 448], 66, 11)),
    line("object", curve(points("98 250, 40 246, 28 312, 70 352, 116 362")), 20),
    part("object", "M296 296C336 290 330 236 352 204C358 194 386 192 388 202C384 262 366 340 296 372Z", {
      shade: "up",
      grain: 110,
    }),
    part("object", turned(206, points("214 62, 232 84, 280 120, 340 128, 396 100, 424 66, 432 40")), {
      shade: "sphere",
      grain: 0,
    }),
    part("object2", "M124 228C142 176 270 176 288 228C250 240 162 240 124 228Z", { shade: "sphere" }),
    part("accent", ellipse([206, 176], 18, 16), { shade: "sphere" }),
    part("light", leaf([206, 368], 92, -90) + leaf([206, 362], 74, -140) + leaf([206, 362], 74, -40), {
      grain: 90,
    }),
    line("light", "M206 392V360", 6),
    line("object2", curve(points("462 366, 496 366, 492 404, 450 410")), 11),
    part("object2", "M354 350L474 350C474 402 456 440 436 444L392 444C372 440 354 402 354 350Z", {
      shade: "cylinder",
    }),
    part("trunk", ellipse([414, 351], 58, 10)),
    line("cloud", curve(points("396 322, 384 296, 406 270, 394 240")), 8),
    line("cloud", curve(points("430 320, 442 292, 422 262, 440 226")), 8),
  ];
}
