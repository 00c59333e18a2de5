import { randomUUID } from "node:crypto";
import { ProblemError } from "@assetql/contract";
import { shopItemOf } from "@assetql/shopify";
import type { Visit } from "../../server/services.ts";
import { loadTexts, textsOf } from "../i18n/texts.ts";
import { allStyles } from "../styles/all-styles.server.ts";
import { shownStyle } from "../styles/shown-style.ts";
import type { ConfigurePageProps } from "./configure-page.tsx";
import { initialDraft } from "./plan-form.ts";

/** Everything but the items of the selection, which the first preview brings: a large shop takes its time. */
export async function loadConfigure(
  { selections, batches, preferences, hub, billing, person }: Visit,
  selectionId: string,
  newStyleId: string | null,
): Promise<ConfigurePageProps> {
  const selection = await selections.get(selectionId);
  if (selection === undefined) {
    throw new ProblemError("not-found", "This selection is no longer there. Choose the products once more.");
  }
  const [draft, chosen, styles, { quota }, paying] = await Promise.all([
    batches.draftOf(selectionId),
    preferences.get(),
    allStyles(hub),
    hub.usage.get(),
    billing.isOn ? billing.status() : null,
    loadTexts(person.locale),
  ]);
  const firstTemplate = textsOf(person.locale).configure.template.first;
  const { id, name, kind, itemIds } = selection;
  return {
    selection: {
      id,
      name,
      kind,
      count: itemIds.length,
      products: kind === "colours" ? productsIn(itemIds) : 0,
    },
    styles: styles.map(shownStyle),
    initial: initialDraft({
      draft,
      preferences: chosen,
      styles,
      newStyleId,
      selectionName: name,
      firstTemplate,
    }),
    quota,
    billing: paying,
    page: randomUUID(),
  };
}

const productsIn = (itemIds: readonly string[]): number =>
  itemIds.filter((id) => shopItemOf(id)?.kind === "product").length;
