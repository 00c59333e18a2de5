import { HOME_DRAWINGS } from "./home.ts";
import { KITCHEN_DRAWINGS } from "./kitchen.ts";
import { OUTDOORS_DRAWINGS } from "./outdoors.ts";

/** Our own silhouettes, for subjects the icon set lacks: SVG path data within 0..512, by name. */
export const OWN_DRAWINGS: ReadonlyMap<string, string> = new Map(
  [KITCHEN_DRAWINGS, HOME_DRAWINGS, OUTDOORS_DRAWINGS].flatMap((table) => Object.entries(table)),
);
