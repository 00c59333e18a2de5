import type { InputProblem } from "./problems.ts";
import { MAX_LIST_ITEMS, MAX_OUTPUT_LENGTH, MAX_ROW_WORK } from "./template-limits.ts";
import { type Place, templateProblem } from "./template-place.ts";

/** Thrown while rendering a row that goes over a limit; `problem` says where in the template. */
export class TemplateStop extends Error {
  override readonly name = "TemplateStop";
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function tooManyItems(at: Place, count: number): TemplateStop {
  const sentence = `the list has ${count} items; ${MAX_LIST_ITEMS} are the most. Shorten it.`;
  return new TemplateStop(templateProblem("template-too-many-items", placeOf(at), sentence));
}

export function outputTooLong(at: Place): TemplateStop {
  const sentence = `here the text grows over ${MAX_OUTPUT_LENGTH} characters. Shorten the cells or the loops.`;
  return new TemplateStop(templateProblem("template-output-too-long", placeOf(at), sentence));
}

export function tooMuchWork(at: Place): TemplateStop {
  const sentence = `the loops and functions are too much work for one row (limit ${MAX_ROW_WORK}). Nest fewer loops or shorten the cells.`;
  return new TemplateStop(templateProblem("template-too-much-work", placeOf(at), sentence));
}

/** Without what else the node at the place holds. */
const placeOf = ({ line, offset }: Place): Place => ({ line, offset });
