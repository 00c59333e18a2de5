import { clientOf } from "../client/client-of.ts";
import type { ShopClient } from "../client/shop-client.ts";
import { type Desk, deskOf, type ShopContext } from "./desk.ts";
import type { Patience } from "./patience.ts";

/** The way to one shop during one piece of work. */
export interface ShopConnection {
  readonly client: ShopClient;
  readonly desk: Desk;
  readonly patience: Patience;
}

export const connect = (context: ShopContext, patience: Patience): ShopConnection => ({
  client: clientOf(context),
  desk: deskOf(context, patience),
  patience,
});
