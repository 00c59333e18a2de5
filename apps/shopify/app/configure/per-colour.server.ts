import { shopItemOf } from "@assetql/shopify";
import { redirect } from "@remix-run/node";
import type { Draft } from "../../server/batches/shop-batches.ts";
import type { Selection, Selections } from "../../server/services.ts";
import { fieldOf } from "../common/visit-loader.server.ts";
import { loadTexts, textsOf } from "../i18n/texts.ts";
import type { Asked } from "./answer-configure.server.ts";
import type { PerColourAnswer } from "./configure-requests.ts";
import { MAX_NAME } from "./plan-form.ts";

/**
 * Goes on with a selection of the same products' colours; this one stays as it is. Products without colours are kept
 * as they are, or left out, as the form says; while it says neither, it answers what there is to decide.
 */
export async function answerPerColour(
  { visit: { selections, catalogue, batches, person }, selectionId, form }: Asked,
  draft: Draft,
): Promise<PerColourAnswer> {
  const selection = await selections.get(selectionId);
  if (selection === undefined) return { colours: 0, products: 0, others: 0 };
  const products = selection.itemIds.filter((id) => shopItemOf(id)?.kind === "product");
  const ids = products.map((id) => `gid://shopify/Product/${productOf(id)}`);
  const colours = Map.groupBy(await catalogue.idsOfPicked(ids, "colours"), productOf);
  const others = fieldOf(form, "others");
  const found = {
    colours: [...colours.values()].flat().length,
    products: colours.size,
    others: products.length - colours.size,
  };
  if (found.colours === 0 || (found.others > 0 && others !== "keep" && others !== "leave-out")) return found;
  await loadTexts(person.locale);
  const { named, namedOnly } = textsOf(person.locale).configure.perColour;
  const next = await selectionLike(selections, {
    name: nameOf(selection, others === "leave-out" ? namedOnly : named),
    kind: "colours",
    itemIds: products.flatMap((id) => colours.get(productOf(id)) ?? (others === "keep" ? [id] : [])),
  });
  await batches.saveDraft(next.id, draft);
  throw redirect(`/app/configure/${next.id}`);
}

function productOf(itemId: string): string {
  const item = shopItemOf(itemId);
  return item?.kind === "product" || item?.kind === "colour" ? item.product : "";
}

const nameOf = ({ name }: Selection, ending: string): string =>
  `${name.slice(0, MAX_NAME - ending.length - 2)}, ${ending}`;

/** The one that was made the last time, if it is the same: whoever goes back and forth has no list full of them. */
async function selectionLike(
  selections: Selections,
  wanted: Pick<Selection, "name" | "kind" | "itemIds">,
): Promise<Selection> {
  const { name, kind, itemIds } = wanted;
  const made = await selections.list();
  const like = made.find((one) => one.name === name && one.kind === kind && one.count === itemIds.length);
  const found = like && (await selections.get(like.id));
  return found?.itemIds.every((id, index) => id === itemIds[index]) ? found : selections.create(wanted);
}
