import type { Visit } from "../../server/services.ts";

const acts = new Map<string, number>();

/** Somebody of the shop has just done something: what is remembered of it may no longer be true. */
export function noteAct(visit: Pick<Visit, "shop">): void {
  acts.set(visit.shop.domain, actsOf(visit) + 1);
}

/** How much was done in a shop since this process began: a part of the key of what is remembered for a while. */
export const actsOf = ({ shop }: Pick<Visit, "shop">): number => acts.get(shop.domain) ?? 0;
