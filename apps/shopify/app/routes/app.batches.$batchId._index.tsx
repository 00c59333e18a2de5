import { useLoaderData } from "@remix-run/react";
import { lastingAction } from "../common/lasting-action.ts";
import { steadyLoader } from "../common/steady-loader.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { answerWatch } from "../watch/answer-watch.server.ts";
import { loadWatch } from "../watch/load-watch.server.ts";
import { WatchPage } from "../watch/watch-page.tsx";

export const loader = visitLoader(({ visit, params, url }) =>
  loadWatch(visit, params.batchId ?? "", url.searchParams),
);

export const action = visitAction(({ visit, params, form }) =>
  answerWatch(visit, params.batchId ?? "", form),
);

export const clientLoader = steadyLoader();
export const clientAction = lastingAction();

export default function Watch() {
  return <WatchPage data={useLoaderData<typeof loader>()} />;
}
