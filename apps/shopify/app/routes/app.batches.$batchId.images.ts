import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { failureOf } from "../problems/problem-answer.server.ts";
import { answerReview, reviewRequestSchema } from "../review/answer-review.server.ts";
import { batchIdOf } from "../review/batch-id.server.ts";
import { readForReview } from "../review/read-for-review.server.ts";

/** What the review reads again: images, an image's versions, the ids of all that match. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  return answered(context, async () => {
    const visit = await context.services.visit(request);
    return readForReview(visit.hub, batchIdOf(params), new URL(request.url).searchParams);
  });
}

/** What the review does, a JSON body each. */
export async function action({ request, context, params }: ActionFunctionArgs): Promise<Response> {
  return answered(context, async () => {
    const visit = await context.services.visit(request);
    batchIdOf(params);
    const asked = reviewRequestSchema.safeParse(await request.json());
    if (!asked.success) throw new Response(null, { status: 400 });
    return answerReview(visit, asked.data);
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
