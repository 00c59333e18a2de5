import { useActionData, useLoaderData } from "@remix-run/react";
import { batchIdOf } from "../common/own-ids.server.ts";
import { visitAction, visitLoader } from "../common/visit-loader.server.ts";
import { hasProblem } from "../problems/problem.ts";
import { loadPublish, planPublication } from "../publish/load-publish.server.ts";
import { PublishScreen } from "../publish/publish-screen.tsx";

export const loader = visitLoader(async ({ visit, params }) =>
  loadPublish(visit, await batchIdOf(visit, params)),
);

export const action = visitAction(async ({ visit, params, form }) =>
  planPublication(visit, await batchIdOf(visit, params), form),
);

export default function Publish() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PublishScreen page={page} problem={hasProblem(answer) ? answer.problem : undefined} />;
}
