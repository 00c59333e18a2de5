import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { actChoose, loadChoose } from "../choose/choose.server.ts";
import { ChoosePage } from "../choose/choose-page.tsx";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";

export const loader = visitLoader(loadChoose);
export const action = visitAction(actChoose);

const looking: ReadonlySet<unknown> = new Set(["all", "picked", "rows", "collections"]);

/** Looking something up changes nothing here, and the page costs the shop points. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && !looking.has(formData?.get("intent"));

export default function Choose() {
  return <ChoosePage {...useLoaderData<typeof loader>()} />;
}
