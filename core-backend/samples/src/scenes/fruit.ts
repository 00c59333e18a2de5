import { circle, curve, ellipse, leaf, points, rect, turned } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** Pears, oranges and a cut lemon around a footed bowl. */
export function fruit(): Scene {
  return [
    part("sky", rect(0, 0, [512, 512]), { shade: "down", grain: 20 }),
    part("table", "M0 366L512 340L512 512L0 512Z", { shade: "up", grain: -4 }),
    part("shadow", ellipse([300, 446], 190, 20)),
    part("accent", circle([176, 214], 50), { shade: "sphere", grain: 40 }),
    part("sun", turned(250, points("120 8, 132 24, 164 34, 200 50, 240 62, 274 54, 292 24")), {
      shade: "sphere",
      grain: 70,
    }),
    line("trunk", curve(points("250 122, 254 106, 266 92")), 6),
    part("leaf", leaf([258, 108], 62, 12), { shade: "up", grain: 20 }),
    part("accent2", circle([334, 216], 52), { shade: "sphere", grain: 130 }),
    part("accent", circle([284, 246], 44), { shade: "sphere", grain: 30 }),
    part("foliage", leaf([330, 168], 56, -28) + leaf([176, 168], 46, 208), { grain: 150 }),
    part("object", "M92 246C92 340 158 388 250 388C342 388 408 340 408 246C330 262 170 262 92 246Z", {
      shade: "cylinder",
    }),
    part("object", "M214 384L286 384L300 420C312 430 188 430 200 420Z", { shade: "cylinder" }),
    line("light", curve(points("106 276, 170 294, 250 298, 330 294, 394 276")), 4),
    part("accent", circle([118, 420], 42), { shade: "sphere", grain: 40 }),
    part("leaf", leaf([118, 384], 44, -20)),
    part("sun", ellipse([402, 420], 54, 42), { shade: "sphere", grain: 60 }),
    part("light", ellipse([384, 422], 35, 38)),
    part("glow", ellipse([384, 422], 28, 31)),
    line("light", "M384 391V453M356 422H412M364 400L404 444M404 400L364 444", 3),
  ];
}
