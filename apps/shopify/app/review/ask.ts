import { type AppProblem, hasProblem } from "../problems/problem.ts";
import { problemOf } from "../problems/problem-of.ts";
import type { ReviewAnswers, ReviewReads, ReviewRequest } from "./review-requests.ts";

/** What the app's own server answered instead. */
export class AskProblem extends Error {
  override readonly name = "AskProblem";
  readonly problem: AppProblem;
  constructor(problem: AppProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** What went wrong, in words, of whatever was thrown. */
export const problemIn = (error: unknown): AppProblem =>
  error instanceof AskProblem ? error.problem : problemOf(error);

/** Does something to a batch's images. Throws `AskProblem`, and what `fetch` throws when nobody answers. */
export async function askReview<Request extends ReviewRequest>(
  batchId: string,
  request: Request,
): Promise<ReviewAnswers[Request["ask"]]> {
  const response = await fetch(pathOf(batchId), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return (await readAnswer(response)) as ReviewAnswers[Request["ask"]];
}

/** Reads something of a batch's images again. Throws as `askReview` does. */
export async function readReview<What extends keyof ReviewReads>(
  batchId: string,
  what: What,
  parameters: URLSearchParams,
  signal?: AbortSignal,
): Promise<ReviewReads[What]> {
  const search = new URLSearchParams(parameters);
  search.set("read", what);
  const response = await fetch(`${pathOf(batchId)}?${search}`, signal === undefined ? {} : { signal });
  return (await readAnswer(response)) as ReviewReads[What];
}

const pathOf = (batchId: string): string => `/app/batches/${encodeURIComponent(batchId)}/images`;

async function readAnswer(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  throw new AskProblem(hasProblem(answer) ? answer.problem : { code: "internal", detail: "" });
}
