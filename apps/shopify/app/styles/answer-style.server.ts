import { lockableParameters, ProblemError, styleProfileIdSchema, updateStyleSchema } from "@assetql/contract";
import { redirect } from "@remix-run/node";
import type { Visit } from "../../server/services.ts";
import { fieldOf } from "../common/visit-loader.server.ts";
import { shownStyle } from "./shown-style.ts";
import type { StylePageProps } from "./style-page.tsx";
import type { StyleDone } from "./style-requests.ts";

/** Deletes a style. Throws the problem `style-in-use` while a batch in it runs. */
export async function removeStyle({ hub }: Pick<Visit, "hub">, form: FormData): Promise<StyleDone> {
  await hub.styles.delete(styleProfileIdSchema.parse(fieldOf(form, "styleId")));
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
  const changes = updateStyleSchema.safeParse({
    name: fieldOf(form, "name"),
    deviationThreshold: Number(fieldOf(form, "threshold")),
    lockedParameters: lockableParameters.filter((name) => locked.has(name)),
  });
  if (!changes.success)
    throw new ProblemError("request-invalid", "These settings of a style cannot be saved.");
  await visit.hub.styles.update(styleId, changes.data);
  return { done: "saved" };
}

export async function loadStyle(
  { hub }: Pick<Visit, "hub">,
  styleId: string,
): Promise<StylePageProps["style"]> {
  const style = await hub.styles.get(styleId);
  return { ...shownStyle(style), parameters: style.parameters, locked: style.lockedParameters };
}
