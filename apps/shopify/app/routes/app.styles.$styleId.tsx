import { useLoaderData } from "@remix-run/react";
import { lastingAction } from "../common/lasting-action.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { answerStyle, loadStyle } from "../styles/answer-style.server.ts";
import { StylePage } from "../styles/style-page.tsx";
import { backPath } from "../styles/style-requests.ts";

export const loader = visitLoader(async ({ visit, params, url }) => ({
  style: await loadStyle(visit, params.styleId ?? ""),
  isNew: url.searchParams.get("new") === "yes",
  back: backPath(url.searchParams.get("back")),
}));

export const action = visitAction(({ visit, params, form }) =>
  answerStyle(visit, params.styleId ?? "", form),
);

export const clientAction = lastingAction();

export default function Style() {
  return <StylePage {...useLoaderData<typeof loader>()} />;
}
