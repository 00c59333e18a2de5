import { useLoaderData } from "@remix-run/react";
import { lastingAction } from "../common/lasting-action.ts";
import { batchIdOf } from "../common/own-ids.server.ts";
import { steadyLoader } from "../common/steady-loader.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { answerWatch } from "../watch/answer-watch.server.ts";
import { loadWatch } from "../watch/load-watch.server.ts";
import { WatchPage } from "../watch/watch-page.tsx";

export const loader = visitLoader(async ({ visit, params, url }) =>
  loadWatch(visit, await batchIdOf(visit, params), url.searchParams),
);

export const action = visitAction(async ({ visit, params, form }) =>
  answerWatch(visit, await batchIdOf(visit, params), form),
);

export const clientLoader = steadyLoader();
export const clientAction = lastingAction();

export default function Watch() {
  return <WatchPage data={useLoaderData<typeof loader>()} />;
}
