import { circle, ellipse, land, mass, points, polygon, rect } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** A gabled cottage with lit windows, a path and garden trees. */
export function house(): Scene {
  return [
    part("sky", rect(0, 0, [512, 400]), { shade: "down" }),
    part("sun", circle([418, 96], 34)),
    part("cloud", mass([96, 82], [64, 15], 21) + mass([300, 60], [54, 11], 22)),
    part("far", land(points("0 280, 100 236, 210 272, 330 228, 512 282")), { shade: "up", grain: 10 }),
    part("foliage", mass([70, 270], [66, 72], 23), { shade: "sphere", grain: 50 }),
    part("trunk", rect(62, 320, [16, 70])),
    part("foliage", mass([446, 286], [58, 64], 24), { shade: "sphere", grain: 130 }),
    part("trunk", rect(440, 330, [14, 60])),
    part("near", land(points("0 380, 150 362, 340 368, 512 374")), { shade: "up", grain: -6 }),
    part("object2", polygon(points("318 116, 352 116, 352 226, 318 198")), { shade: "cylinder", grain: 90 }),
    part("wall", polygon(points("138 246, 256 150, 374 246, 374 398, 138 398")), { shade: "up", grain: 0 }),
    part("shadow", polygon(points("138 246, 256 150, 374 246, 374 272, 256 178, 138 272"))),
    part("roof", polygon(points("104 258, 256 128, 408 258, 390 276, 256 162, 122 276")), {
      shade: "up",
      grain: 38,
    }),
    part("glow", circle([256, 222], 20)),
    line("light", "M256 202V242M236 222H276", 4),
    part("accent", "M228 398V324C228 286 284 286 284 324V398Z", { shade: "cylinder", grain: 90 }),
    part("sun", circle([274, 358], 4)),
    part("glow", rect(162, 296, [44, 52]) + rect(306, 296, [44, 52])),
    line("light", "M184 296V348M162 322H206M328 296V348M306 322H350", 4),
    part("roof", rect(156, 350, [56, 10]) + rect(300, 350, [56, 10])),
    part("path", "M228 398H284C280 430 338 450 356 512H170C196 456 236 440 228 398Z"),
    part("ground", land(points("0 458, 70 430, 150 460, 186 512, 512 512")), { shade: "up", grain: 8 }),
    part("ground", land(points("0 512, 340 512, 400 452, 460 430, 512 444")), { shade: "up", grain: -8 }),
    part("leaf", mass([136, 392], [34, 24], 25) + mass([374, 394], [38, 26], 26), {
      shade: "sphere",
      grain: 60,
    }),
    part("accent", [40, 84, 118, 420, 462, 494].map((x, i) => circle([x, 468 + (i % 3) * 12], 6)).join("")),
    part("accent2", [62, 104, 442, 480].map((x, i) => ellipse([x, 488 - (i % 2) * 24], 5, 5)).join("")),
  ];
}
