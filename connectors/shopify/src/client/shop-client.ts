import type { Operation, OperationVariables } from "./operation.ts";

/** A shop's Admin API. */
export interface ShopClient {
  /** As in `my-shop.myshopify.com`. */
  readonly shop: string;
  /**
   * Asks or changes something, as soon as the shop has the points for it. Throttled calls wait and go on; a refused
   * token is renewed once. Throws a ConnectorError for everything else that is expected. `userErrors` are part of the
   * data: whoever calls looks at them.
   */
  call<Data, Variables extends OperationVariables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
  /**
   * The lines of a file that Shopify has made for the shop, as its bulk operations do. Sent without the token: the
   * address is all that it needs. Throws a ConnectorError, also in the middle.
   */
  lines(url: string): AsyncIterable<string>;
  /** Aborted when nobody waits for answers any more. */
  readonly signal: AbortSignal | undefined;
}
