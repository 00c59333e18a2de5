import type { InputProblem } from "./problems.ts";

/** Where in a template something stands; both count from 1, `offset` in UTF-16 code units. */
export interface Place {
  line: number;
  offset: number;
}

/** Tells the place of an index; CRLF, CR and LF each end a line once. */
export function createLocator(source: string): (index: number) => Place {
  const starts = [0, ...Array.from(source.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length)];
  return (index) => {
    const line = starts.findLastIndex((start) => start <= index);
    return { line: line + 1, offset: index - (starts[line] ?? 0) + 1 };
  };
}

/** Something wrong at an index of the template; `sentence` goes on after "Template line 1, character 5: ". */
export interface TemplateFault {
  index: number;
  code: string;
  sentence: string;
}

/** Gathers a template's faults and gives them as problems in the order of the text. */
export interface TemplateLog {
  add(fault: TemplateFault): void;
  place(index: number): Place;
  problems(): InputProblem[];
}

export function createTemplateLog(source: string): TemplateLog {
  const place = createLocator(source);
  const faults: TemplateFault[] = [];
  return {
    place,
    add: (fault) => {
      faults.push(fault);
    },
    problems: () =>
      faults
        .toSorted((a, b) => a.index - b.index)
        .map(({ index, code, sentence }) => templateProblem(code, place(index), sentence)),
  };
}

export function templateProblem(code: string, place: Place, sentence: string): InputProblem {
  return {
    code,
    severity: "error",
    source: "template",
    ...place,
    message: `Template line ${place.line}, character ${place.offset}: ${sentence}`,
  };
}
