import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { acting } from "../common/acts.server.ts";
import { jsonInputOf } from "../common/input.server.ts";
import { batchIdOf } from "../common/own-ids.server.ts";
import { failureOf } from "../problems/problem-answer.server.ts";
import { answerReview, reviewRequestSchema } from "../review/answer-review.server.ts";
import { readForReview } from "../review/read-for-review.server.ts";

/** What the review reads again: images, an image's versions, the ids of all that match. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  return answered(context, async () => {
    const visit = await context.services.visit(request);
    return readForReview(visit.hub, await batchIdOf(visit, params), new URL(request.url).searchParams);
  });
}

/** What the review does, a JSON body each. */
export async function action({ request, context, params }: ActionFunctionArgs): Promise<Response> {
  return answered(context, async () => {
    const visit = await context.services.visit(request);
    const asked = jsonInputOf(reviewRequestSchema, await request.text());
    await batchIdOf(visit, params);
    return acting(visit, () => answerReview(visit, asked));
  });
}

async function answered({ services }: AppLoadContext, answer: () => Promise<object>): Promise<Response> {
  try {
    return Response.json(await answer());
  } catch (error) {
    const failure = failureOf(services, error);
    if (failure === undefined) throw error;
    return Response.json({ problem: failure.problem }, { status: failure.status });
  }
}
