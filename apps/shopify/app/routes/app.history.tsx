import { useLoaderData } from "@remix-run/react";
import { steadyLoader } from "../common/steady-loader.ts";
import { visitLoader } from "../common/visit-loader.server.ts";
import { HistoryPage } from "../history/history-page.tsx";
import { loadHistory } from "../history/load-history.server.ts";

export const loader = visitLoader(({ visit, url }) => loadHistory(visit, url.searchParams));

export const clientLoader = steadyLoader();

export default function History() {
  return <HistoryPage data={useLoaderData<typeof loader>()} />;
}
