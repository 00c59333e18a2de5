import type { ShouldRevalidateFunction } from "@remix-run/react";
import { useLoaderData } from "@remix-run/react";
import { lastingAction } from "../common/lasting-action.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { answerConfigure } from "../configure/answer-configure.server.ts";
import { ConfigurePage } from "../configure/configure-page.tsx";
import { loadConfigure } from "../configure/load-configure.server.ts";

export const loader = visitLoader(({ visit, params, url }) =>
  loadConfigure(visit, params.selectionId ?? "", url.searchParams.get("style")),
);

export const action = visitAction(({ visit, params, form }) =>
  answerConfigure({ visit, form, selectionId: params.selectionId ?? "" }),
);

export const clientAction = lastingAction();

/** Previews and kept drafts change nothing that was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formMethod,
  currentParams,
  nextParams,
  defaultShouldRevalidate,
}) => {
  const isOther = currentParams.selectionId !== nextParams.selectionId;
  return isOther || formMethod === undefined || formMethod === "GET" ? defaultShouldRevalidate : false;
};

export default function Configure() {
  const props = useLoaderData<typeof loader>();
  // Another selection is another form.
  return <ConfigurePage key={props.selection.id} {...props} />;
}
