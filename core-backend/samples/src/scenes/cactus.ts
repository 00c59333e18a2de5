import { circle, ellipse, leaf, petals, points, polygon, rect } from "../drawing/path.ts";
import { line, part, type Scene } from "./layer.ts";

/** Three potted plants on a shelf, under a round mirror. */
export function cactus(): Scene {
  return [
    part("sky", rect(0, 0, [512, 512]), { shade: "down", grain: 30 }),
    part("far", circle([270, 176], 130), { shade: "sphere", grain: 45 }),
    part("cloud", polygon(points("190 250, 318 64, 350 78, 216 278")), { grain: 125 }),
    part("table", rect(0, 412, [512, 40]), { shade: "up" }),
    part("shadow", rect(0, 452, [512, 60])),
    part("leaf", "M204 196C204 148 284 148 284 196V330H204Z", { shade: "cylinder", grain: 90 }),
    part("leaf", "M284 250H306V214C306 192 344 192 344 214V264C344 282 330 290 314 290H284Z", {
      shade: "cylinder",
      grain: 90,
    }),
    part("leaf", "M204 276H184V246C184 226 150 226 150 246V288C150 306 164 316 180 316H204Z", {
      shade: "cylinder",
      grain: 90,
    }),
    line("foliage", "M228 182V322M244 176V322M260 182V322M325 214V268M167 246V292", 4),
    part("accent", petals([244, 162], 26, 6)),
    part("sun", circle([244, 162], 8)),
    part("object", polygon(points("182 322, 306 322, 292 412, 196 412")), { shade: "cylinder" }),
    part("object", rect(174, 312, [140, 26]), { shade: "cylinder" }),
    part(
      "foliage",
      leaf([408, 352], 150, -104) +
        leaf([408, 352], 140, -72) +
        leaf([408, 352], 112, -44) +
        leaf([408, 352], 112, -136),
      { shade: "up", grain: 80 },
    ),
    part("leaf", leaf([408, 352], 116, -90) + leaf([408, 352], 86, -20) + leaf([408, 352], 86, -160), {
      shade: "up",
      grain: 80,
    }),
    part("object2", "M352 346H464C464 392 446 412 430 412H386C370 412 352 392 352 346Z", {
      shade: "cylinder",
    }),
    line("light", "M362 372H454", 6),
    part("foliage", ellipse([90, 322], 54, 46), { shade: "sphere", grain: 90 }),
    line("leaf", "M90 276V368M66 282C54 310 54 340 64 364M114 282C126 310 126 340 116 364", 4),
    part("accent2", petals([90, 276], 16, 6)),
    part("roof", polygon(points("36 352, 144 352, 132 412, 48 412")), { shade: "cylinder" }),
    line("light", "M48 374L64 392L80 374L96 392L112 374L130 390", 5),
  ];
}
