import { circle, curve, ellipse, land, leaf, mass, points, rect } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** One broad old tree on a meadow, with a fence and birds. */
export function tree(): Scene {
  return [
    part("sky", rect(0, 0, [512, 400]), { shade: "down" }),
    part("sun", circle([86, 110], 38)),
    part("cloud", mass([430, 74], [64, 14], 41)),
    part("far", land(points("0 346, 120 318, 250 344, 390 312, 512 340")), { shade: "up", grain: 8 }),
    part("near", land(points("0 392, 150 376, 330 388, 512 372")), { shade: "up", grain: -4 }),
    line("trunk", "M26 372V412M74 370V410M122 368V408M14 382L134 376M14 396L134 392", 6),
    part("shadow", ellipse([302, 424], 148, 16)),
    part("foliage", mass([256, 168], [168, 122], 42), { shade: "sphere", grain: 50 }),
    part(
      "trunk",
      "M232 424C246 380 240 330 232 286L204 236L218 230L248 276L252 210L270 210L270 272L306 226L318 236L282 296C278 340 282 388 306 424C280 414 256 416 232 424Z",
      { shade: "cylinder", grain: 84 },
    ),
    part("leaf", mass([160, 208], [86, 62], 43), { shade: "sphere", grain: 40 }),
    part("leaf", mass([350, 204], [92, 66], 44), { shade: "sphere", grain: 130 }),
    part("foliage", mass([254, 128], [104, 74], 45), { shade: "sphere", grain: 70 }),
    part(
      "accent",
      points("132 190, 176 226, 208 130, 262 96, 300 148, 344 188, 388 214, 240 170, 330 236")
        .map(([x = 0, y = 0]) => circle([x, y], 9))
        .join(""),
      { shade: "sphere" },
    ),
    line("dark", curve(points("420 148, 430 140, 440 148, 450 140, 460 146")), 4),
    line("dark", curve(points("456 188, 464 182, 472 188, 480 182, 488 187")), 3),
    part("ground", land(points("0 452, 130 432, 280 458, 400 438, 512 452")), { shade: "up", grain: 6 }),
    part(
      "accent2",
      [30, 82, 140, 210, 300, 372, 440, 490].map((x, i) => circle([x, 474 + (i % 3) * 10], 6)).join(""),
    ),
    part(
      "leaf",
      points("50 476, 176 470, 260 486, 410 470")
        .map(
          ([x = 0, y = 0]) =>
            leaf([x, y + 14], 32, -90) + leaf([x, y + 14], 26, -128) + leaf([x, y + 14], 26, -52),
        )
        .join(""),
    ),
  ];
}
