import type { AppProblem } from "../problems/problem.ts";

export interface StyleProblem {
  readonly problem: AppProblem;
}
/** One of the shop's images could not be read. */
export interface ShopImageGone {
  readonly gone: string;
}
/** What a page says after something was done. */
export interface StyleDone {
  readonly done: "saved" | "removed";
}

/** Only addresses within the app: where a page goes back to is taken from its own address. */
export const backPath = (value: string | null): string | null =>
  value !== null && /^\/app\/configure\/[\w-]+$/.test(value) ? value : null;
