import { randomBytes } from "node:crypto";
import type { Clock, Random } from "@assetql/core/ports";

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = {
  next: () => Math.random(),
  id: () => randomBytes(16).toString("hex"),
};
