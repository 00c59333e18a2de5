import { useLoaderData } from "@remix-run/react";
import { lastingAction } from "../common/lasting-action.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { answerNewStyle } from "../styles/answer-new-style.server.ts";
import { loadNewStyle } from "../styles/load-new-style.server.ts";
import { NewStylePage } from "../styles/new-style-page.tsx";

export const loader = visitLoader(({ visit, url }) => loadNewStyle(visit, url.searchParams.get("back")));

export const action = visitAction(({ visit, form, url }) =>
  answerNewStyle(visit, form, url.searchParams.get("back")),
);

export const clientAction = lastingAction();

/** What was ticked and named stays as it is while the shop's images would come in another order. */
export const shouldRevalidate = () => false;

export default function NewStyle() {
  return <NewStylePage {...useLoaderData<typeof loader>()} />;
}
