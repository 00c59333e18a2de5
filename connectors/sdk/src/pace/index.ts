export type { Pace } from "./pace.ts";
export { createPaces, type Paces } from "./paces.ts";
