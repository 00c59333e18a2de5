import { circle, curve, land, mass, points, polygon, rect } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** A banded lighthouse on a cliff above the sea. */
export function lighthouse(): Scene {
  return [
    part("sky", rect(0, 0, [512, 400]), { shade: "down" }),
    part("glow", polygon(points("300 138, 0 62, 0 176")), { shade: "flat", grain: 8 }),
    part("cloud", mass([110, 250], [82, 16], 61) + mass([440, 210], [70, 15], 62)),
    part("sun", circle([440, 92], 30)),
    part("far", land(points("0 344, 90 322, 180 342, 512 344"), 360), { grain: 4 }),
    part("water", rect(0, 344, [512, 168]), { shade: "up" }),
    line("foam", "M20 372H92M120 392H190M36 414H104", 4),
    part("mid", "M180 372C210 356 250 350 300 352C380 346 450 350 512 340V512H150C170 470 156 420 180 372Z", {
      shade: "up",
      grain: 70,
    }),
    part(
      "near",
      "M176 378C210 356 250 348 300 350C380 342 450 346 512 334V378C440 386 390 372 330 388C280 400 220 380 176 378Z",
      { shade: "up", grain: 6 },
    ),
    part("light", polygon(points("276 176, 340 176, 362 366, 254 366")), { shade: "cylinder" }),
    part(
      "accent",
      polygon(points("271 216, 345 216, 350 256, 266 256")) +
        polygon(points("262 296, 354 296, 358 334, 258 334")),
      { shade: "cylinder" },
    ),
    part("dark", rect(262, 166, [92, 12])),
    part("glow", rect(284, 120, [48, 46])),
    line("dark", "M284 120V166M308 120V166M332 120V166", 4),
    part("accent", "M274 122C282 82 334 82 342 122Z", { shade: "sphere" }),
    line("dark", "M308 90V66", 5),
    part("dark", "M298 366V342C298 326 320 326 320 342V366Z"),
    part("wall", rect(380, 306, [84, 58]), { shade: "cylinder" }),
    part("roof", polygon(points("370 310, 392 272, 452 272, 474 310")), { shade: "up", grain: 60 }),
    part("glow", rect(398, 322, [18, 20]) + rect(430, 322, [18, 20])),
    part("ground", "M512 430C450 420 410 450 360 446C320 470 300 480 290 512H512Z", {
      shade: "up",
      grain: 30,
    }),
    line("foam", curve(points("20 456, 56 446, 90 456, 120 448")), 5),
    line("foam", curve(points("60 494, 96 484, 134 496")), 5),
    line("dark", curve(points("190 232, 200 224, 210 232, 220 224, 230 230")), 4),
  ];
}
