import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { type AppProblem, NOT_ASKED } from "../problems/problem.ts";
import { mayPass, problemOf } from "../problems/problem-of.ts";
import { contact } from "./contact.ts";

/**
 * For routes that poll: when a look fails for a while, the page goes on showing what it knows, and `usePolling` says
 * that contact was lost, or that the hub is busy. What will not pass, as a batch that is gone, ends in the error boundary.
 *
 * @example
 * export const clientLoader = steadyLoader();
 */
export function steadyLoader() {
  let last: { readonly address: string; readonly answer: unknown } | undefined;
  async function load({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<unknown> {
    const { pathname, search } = new URL(request.url);
    const address = pathname + search;
    try {
      const answer = await serverLoader();
      if (answer === null || answer === undefined) throw notAsked();
      last = { address, answer };
      contact.answered();
      return answer;
    } catch (error) {
      if (last?.address !== address || !mayPass(error)) throw error;
      const { code, retryAfterMs = 0 } = problemOf(error);
      contact.failed({ isBusy: code === "rate-limited", retryAfterMs });
      return last.answer;
    }
  }
  // The answer that came with the document is what there is to go on with.
  load.hydrate = true as const;
  return load;
}

const notAsked = (): Response =>
  Response.json({ problem: { code: NOT_ASKED, detail: "" } satisfies AppProblem }, { status: 503 });
