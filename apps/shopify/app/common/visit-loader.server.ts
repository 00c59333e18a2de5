import { ProblemError } from "@assetql/contract";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { Visit } from "../../server/services.ts";
import { problemAnswer, problemResponse } from "../problems/problem-answer.server.ts";
import { acting } from "./acts.server.ts";
import { notOurs } from "./input.server.ts";

export interface Visited {
  readonly visit: Visit;
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/**
 * A loader of somebody who is known. Expected failures end in the layout's error boundary, in words.
 *
 * @example
 * export const loader = visitLoader(async ({ visit, params }) => ({ batch: await visit.hub.batches.get(…) }));
 */
export function visitLoader<Answer>(load: (visited: Visited) => Promise<Answer>) {
  return async ({ request, context, params }: LoaderFunctionArgs): Promise<Answer> => {
    try {
      const visit = await context.services.visit(request);
      return await load({ visit, request, params, url: new URL(request.url) });
    } catch (error) {
      throw problemResponse(context.services, error);
    }
  };
}

/**
 * An action of somebody who is known; expected failures are answered as `{ problem }`.
 *
 * @example
 * export const action = visitAction(async ({ visit, form }) => { …; return { saved: true }; });
 */
export function visitAction<Answer>(
  act: (visited: Visited & { readonly form: FormData }) => Promise<Answer>,
) {
  return async ({ request, context, params }: ActionFunctionArgs) => {
    try {
      const visit = await context.services.visit(request);
      const form = await formOf(request);
      return await acting(visit, () => act({ visit, request, params, form, url: new URL(request.url) }));
    } catch (error) {
      return problemAnswer(context.services, error);
    }
  };
}

/** Throws the problem `request-invalid` for a body that is none. */
async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    // A body that is too large.
    if (error instanceof ProblemError) throw error;
    throw notOurs();
  }
}

/** A value of a form, with the spaces around it gone; empty when it is not there or is a file. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
