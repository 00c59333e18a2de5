import { circle, ellipse, leaf, points, polygon, rect, turned } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** A reading corner: an armchair, a standing lamp, a plant and a picture. */
export function lamp(): Scene {
  return [
    part("sky", rect(0, 0, [512, 512]), { shade: "down", grain: 90 }),
    part("table", rect(0, 408, [512, 104]), { shade: "up" }),
    part("accent2", ellipse([250, 456], 210, 32)),
    part("wall", rect(232, 70, [112, 130]), { grain: 40 }),
    part("mid", polygon(points("244 188, 280 122, 300 152, 314 136, 332 188")), { grain: 50 }),
    part("sun", circle([310, 108], 13)),
    line("trunk", "M232 70H344V200H232Z", 7),
    part("glow", polygon(points("76 152, 168 152, 232 408, 12 408")), { grain: 80 }),
    line("dark", "M122 150V440", 8),
    part("dark", turned(122, points("430 8, 440 34, 448 42"))),
    part("accent", polygon(points("92 76, 152 76, 180 158, 64 158")), { shade: "cylinder" }),
    part("object", "M214 292C210 226 240 214 290 214C340 214 370 226 366 292L374 414H206Z", {
      shade: "cylinder",
      grain: 90,
    }),
    part("object2", "M226 348H354V398C320 404 260 404 226 398Z", { shade: "up" }),
    part("object", "M176 330C176 298 226 298 228 330V424H184Z", { shade: "cylinder", grain: 90 }),
    part("object", "M352 330C354 298 404 298 404 330L396 424H352Z", { shade: "cylinder", grain: 90 }),
    part("object", rect(206, 398, [168, 34]), { shade: "up" }),
    line("trunk", "M200 428L194 462M380 428L386 462", 9),
    part("light", polygon(points("252 288, 322 276, 334 340, 264 352")), { shade: "up" }),
    part("leaf", leaf([448, 366], 130, -96) + leaf([448, 366], 116, -56) + leaf([448, 366], 112, -134), {
      shade: "up",
      grain: 80,
    }),
    part("foliage", leaf([448, 366], 100, -24) + leaf([448, 366], 86, -164) + leaf([448, 366], 96, -78), {
      shade: "up",
      grain: 60,
    }),
    part("roof", polygon(points("412 360, 484 360, 474 442, 422 442")), { shade: "cylinder" }),
    part("roof", rect(406, 354, [84, 16]), { shade: "cylinder" }),
  ];
}
