import type { ItemKind } from "@assetql/shopify";
import type { OpenedApp } from "./opened-app.ts";

interface Chosen {
  readonly name: string;
  readonly kind?: ItemKind;
  /** Of items, as in `product/1`. */
  readonly ids: readonly string[];
}

/** Saves a selection as the page for choosing does, and returns its id. */
export async function makeSelection(
  opened: OpenedApp,
  { name, kind = "products", ids }: Chosen,
): Promise<string> {
  const frame = await opened.frame();
  const form = new URLSearchParams({ intent: "save", kind, name, ids: JSON.stringify(ids) }).toString();
  const answer = await frame.evaluate(
    `fetch("/app/choose.data", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
      body: ${JSON.stringify(form)},
    }).then((response) => response.text())`,
  );
  const id = /\/app\/configure\/(?<id>[\w-]+)/.exec(String(answer))?.groups?.id;
  if (id === undefined) throw new Error(`No selection was made: ${answer}`);
  return id;
}

/** Ids of the items of a shop's first products. */
export const firstProducts = (
  { state }: { readonly state: { readonly products: ReadonlyMap<string, unknown> } },
  count: number,
): string[] => [...state.products.keys()].slice(0, count).map((id) => `product/${id}`);
