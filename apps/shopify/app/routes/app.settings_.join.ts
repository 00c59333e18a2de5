import type { ActionFunctionArgs } from "@remix-run/node";
import { fieldOf } from "../common/visit-loader.server.ts";
import { problemAnswer } from "../problems/problem-answer.server.ts";

/** Joins a workspace by its key: no visit, as the shop's own workspace may not let the app in any more. */
export async function action({ request, context: { services } }: ActionFunctionArgs) {
  try {
    const form = await request.formData();
    await services.joinWorkspace(request, fieldOf(form, "apiKey"));
    return { done: "joined" };
  } catch (error) {
    return problemAnswer(services, error);
  }
}
