import { ConnectorError } from "@assetql/connector-sdk";
import type { ShopClientOptions } from "./create-shop-client.ts";
import { unreachable } from "./problems.ts";

/** Reads a file of text line by line, as it comes. */
export async function* linesOf(
  { shop, fetch, signal }: Pick<ShopClientOptions, "shop" | "fetch" | "signal">,
  url: string,
): AsyncGenerator<string, void, undefined> {
  try {
    const response = await fetch(url, { redirect: "manual", ...(signal && { signal }) });
    if (response.status !== 200 || response.body === null) {
      const detail = `Shopify does not hand over a file that it has made (status ${response.status}).`;
      throw new ConnectorError("unavailable", detail);
    }
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines.filter((line) => line !== "");
    }
    rest += decoder.decode();
    if (rest !== "") yield rest;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw error instanceof ConnectorError ? error : unreachable(shop, error);
  }
}
