import { lockableParameters, styleProfileIdSchema, updateStyleSchema } from "@assetql/contract";
import { redirect } from "@remix-run/node";
import type { Visit } from "../../server/services.ts";
import { inputOf } from "../common/input.server.ts";
import { fieldOf } from "../common/visit-loader.server.ts";
import { shownStyle } from "./shown-style.ts";
import type { StylePageProps } from "./style-page.tsx";
import type { StyleDone } from "./style-requests.ts";

/** Deletes a style. Throws the problem `style-in-use` while a batch in it runs. */
export async function removeStyle({ hub }: Pick<Visit, "hub">, form: FormData): Promise<StyleDone> {
  await hub.styles.delete(inputOf(styleProfileIdSchema, fieldOf(form, "styleId")));
  return { done: "removed" };
}

/** Saves or deletes the style that a page shows. */
export async function answerStyle(
  visit: Pick<Visit, "hub">,
  styleId: string,
  form: FormData,
): Promise<StyleDone> {
  if (fieldOf(form, "intent") === "remove-here") {
    await removeStyle(visit, form);
    throw redirect("/app/styles");
  }
  const locked = new Set(form.getAll("locked"));
  const changes = inputOf(updateStyleSchema, {
    name: fieldOf(form, "name"),
    deviationThreshold: Number(fieldOf(form, "threshold")),
    lockedParameters: lockableParameters.filter((name) => locked.has(name)),
  });
  await visit.hub.styles.update(styleId, changes);
  return { done: "saved" };
}

export async function loadStyle(
  { hub }: Pick<Visit, "hub">,
  styleId: string,
): Promise<StylePageProps["style"]> {
  const style = await hub.styles.get(styleId);
  return { ...shownStyle(style), parameters: style.parameters, locked: style.lockedParameters };
}
