import { useLoaderData } from "@remix-run/react";
import { publicationIdOf } from "../common/own-ids.server.ts";
import { steadyLoader } from "../common/steady-loader.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { controlPublication } from "../publication/control-publication.server.ts";
import { filterOf } from "../publication/group-lines.ts";
import { loadPublication, picturesOf } from "../publication/load-publication.server.ts";
import { PublicationScreen } from "../publication/publication-screen.tsx";

export const loader = visitLoader(async ({ visit, params, url }) => {
  const page = await loadPublication(visit, await publicationIdOf(visit, params), url.searchParams);
  // Pictures may take a while: the plan is there before them.
  return { page, filter: filterOf(url.searchParams.get("show")), pictures: picturesOf(visit, page) };
});

export const action = visitAction(async ({ visit, params, form }) => {
  await controlPublication(visit.hub, await publicationIdOf(visit, params), form);
  return { done: true };
});

export const clientLoader = steadyLoader();

export default function Publication() {
  const { page, filter, pictures } = useLoaderData<typeof loader>();
  return <PublicationScreen page={page} filter={filter} pictures={pictures} />;
}
