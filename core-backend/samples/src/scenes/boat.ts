import { circle, curve, land, mass, points, polygon, rect } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** A small sailing boat on a swell, with gulls and a far coast. */
export function boat(): Scene {
  return [
    part("sky", rect(0, 0, [512, 400]), { shade: "down" }),
    part("sun", circle([134, 138], 46)),
    part("cloud", mass([400, 92], [74, 16], 31) + mass([348, 110], [60, 12], 32)),
    line("dark", curve(points("64 232, 76 224, 86 232, 96 224, 108 230")), 4),
    line("dark", curve(points("412 178, 422 170, 432 178, 442 170, 452 176")), 4),
    part("far", land(points("0 316, 60 296, 130 312, 200 322, 512 322"), 340), { grain: 4 }),
    part("far", land(points("0 324, 340 324, 420 298, 512 288"), 340), { grain: 4 }),
    part("water", rect(0, 324, [512, 188]), { shade: "up" }),
    line("foam", "M30 350H120M392 346H486M60 372H100M430 368H470", 4),
    line("trunk", "M262 84V398", 8),
    part("light", "M276 96C352 176 380 270 386 360L276 372Z", { shade: "cylinder", grain: 70 }),
    part("accent2", "M248 120C206 190 164 272 144 358L248 370Z", { shade: "cylinder", grain: 110 }),
    line("accent", "M168 306L248 306M194 252L248 250M216 206L248 204", 5),
    part("accent", polygon(points("266 84, 266 60, 312 72"))),
    part("object", "M116 386L408 386C400 424 372 448 336 452L196 452C160 448 128 424 116 386Z", {
      shade: "up",
      grain: 4,
    }),
    part("light", "M112 380H412L409 396H116Z"),
    part("glow", circle([206, 418], 9) + circle([262, 418], 9) + circle([318, 418], 9)),
    part(
      "mid",
      land(points("0 434, 64 446, 128 434, 192 448, 256 436, 320 448, 384 434, 448 446, 512 434")),
      { shade: "up", grain: 4 },
    ),
    line("foam", curve(points("36 470, 72 462, 104 470, 138 462")), 5),
    line("foam", curve(points("236 478, 276 468, 312 478, 350 468")), 5),
    line("foam", curve(points("400 466, 436 458, 470 466")), 5),
    line("foam", curve(points("110 498, 150 490, 190 498")), 5),
  ];
}
