export type { Pace, SlowDown } from "./pace.ts";
export { createPaces, type Paces } from "./paces.ts";
