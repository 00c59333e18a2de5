import { circle, ellipse, leaf, points, polygon, rect, turned } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** Two bottles and a glass on a shelf with a lemon. */
export function bottles(): Scene {
  return [
    part("sky", rect(0, 0, [512, 512]), { shade: "down", grain: 25 }),
    part("far", rect(300, 40, [150, 190]), { shade: "up", grain: 60 }),
    line("light", "M375 40V230M300 135H450M300 40H450V230H300Z", 7),
    part("table", rect(0, 392, [512, 120]), { shade: "up" }),
    part("shadow", ellipse([190, 448], 96, 14) + ellipse([336, 446], 80, 12) + ellipse([456, 452], 60, 10)),
    part(
      "object",
      turned(150, points("92 20, 110 18, 150 20, 186 30, 218 58, 260 66, 420 66, 444 58, 448 20")),
      { shade: "cylinder", grain: 90 },
    ),
    part("trunk", rect(133, 64, [34, 34]), { shade: "cylinder", grain: 90 }),
    part("light", rect(84, 284, [132, 92]), { shade: "cylinder" }),
    part("accent", circle([150, 330], 28)),
    part("leaf", leaf([150, 346], 40, -90) + leaf([150, 346], 30, -140) + leaf([150, 346], 30, -40)),
    part(
      "object2",
      turned(286, points("176 15, 194 14, 226 16, 252 30, 288 60, 340 74, 392 70, 430 48, 442 22")),
      { shade: "cylinder", grain: 90 },
    ),
    part("accent2", rect(268, 156, [36, 26]), { shade: "cylinder" }),
    line("light", "M236 318C230 344 232 370 240 394M98 250V276M98 386V420", 6),
    part("glow", polygon(points("370 332, 442 332, 434 432, 378 432")), { shade: "cylinder", grain: 90 }),
    part("accent", polygon(points("373 368, 439 368, 434 432, 378 432")), { shade: "cylinder", grain: 90 }),
    part("light", ellipse([406, 332], 36, 7)),
    part("sun", ellipse([462, 438], 40, 30), { shade: "sphere", grain: 30 }),
    part("leaf", leaf([442, 416], 40, -150), { grain: 30 }),
  ];
}
