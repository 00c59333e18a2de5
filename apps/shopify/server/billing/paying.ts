import type { Batch } from "@assetql/contract";
import { createInTurnEverywhere, type LeaseDeps } from "../store/lease.ts";
import { createOnce, type InTurn, type Once } from "../store/once.ts";
import type { ShopBilling } from "./billing.ts";

/** Who waits for whom where images are paid for; one for the process. */
export interface Paying {
  /**
   * A shop's one after the other, in whichever process: several at the same moment would all find the same images free.
   */
  readonly inTurn: InTurn;
  /** A batch that is asked for twice at the same time is made once. */
  readonly once: Once<Batch>;
}

export const createPaying = (deps: LeaseDeps): Paying => ({
  inTurn: createInTurnEverywhere(deps, "billing-turn"),
  once: createOnce<Batch>(),
});

export interface Payer {
  readonly shop: string;
  readonly billing: ShopBilling;
  readonly paying: Paying;
}
