import type { ClientActionFunctionArgs } from "@remix-run/react";
import { mayPass, problemOf } from "../problems/problem-of.ts";

/**
 * For pages on which something was typed: when nobody answers, they stay and say so, where Remix would put the error
 * boundary in their place.
 *
 * @example
 * export const clientAction = lastingAction();
 */
export function lastingAction() {
  return async ({ serverAction }: ClientActionFunctionArgs): Promise<unknown> => {
    try {
      return await serverAction();
    } catch (error) {
      if (error instanceof Response || !mayPass(error)) throw error;
      return { problem: problemOf(error) };
    }
  };
}
