import type { Visit } from "../../server/services.ts";

const acts = new Map<string, number>();

/** Does something in somebody's name: whether it succeeds or not, what is remembered of the shop may no longer be true. */
export async function acting<T>(visit: Pick<Visit, "shop">, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } finally {
    acts.set(visit.shop.domain, actsOf(visit) + 1);
  }
}

/** How much was done in a shop since this process began: a part of the key of what is remembered for a while. */
export const actsOf = ({ shop }: Pick<Visit, "shop">): number => acts.get(shop.domain) ?? 0;
