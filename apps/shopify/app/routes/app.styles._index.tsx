import { useLoaderData } from "@remix-run/react";
import { lastingAction } from "../common/lasting-action.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { allStyles } from "../styles/all-styles.server.ts";
import { removeStyle } from "../styles/answer-style.server.ts";
import { shownStyle } from "../styles/shown-style.ts";
import { StylesPage } from "../styles/styles-page.tsx";

export const loader = visitLoader(async ({ visit }) => ({
  styles: (await allStyles(visit.hub)).map(shownStyle),
}));

export const action = visitAction(({ visit, form }) => removeStyle(visit, form));

export const clientAction = lastingAction();

export default function Styles() {
  return <StylesPage {...useLoaderData<typeof loader>()} />;
}
