import type { View } from "../context.ts";
import { globalId } from "../state.ts";

/** Work that goes on after the answer. */
export const jobView = (id: string, done: boolean): View => ({
  __typename: "Job",
  id: globalId("Job", id),
  done,
});
