import type { Log } from "@assetql/connector-sdk";
import type { Refusal } from "./guards.ts";

/** A page can ask as often as it likes. */
const EVERY_MS = 60_000;
/** Of what a stranger says of itself. */
const MOST_CHARACTERS = 100;

/** Tells the user that a web page, or somebody under another name, was turned away: once a minute at most. */
export function createStrangerLog(
  log: Log,
  now: () => number = () => performance.now(),
): (refusal: Refusal) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return ({ stranger }) => {
    if (stranger === undefined || now() - toldAt < EVERY_MS) return;
    toldAt = now();
    if ("origin" in stranger) {
      log("warn", "A web page tried to reach the bridge and was turned away", {
        origin: cut(stranger.origin),
      });
    } else {
      log("warn", "A request for another host reached the bridge and was turned away", {
        host: cut(stranger.host),
      });
    }
  };
}

const cut = (text: string): string => text.slice(0, MOST_CHARACTERS);
