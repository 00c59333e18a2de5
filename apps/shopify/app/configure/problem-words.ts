import type { TFunction } from "i18next";
import type { PlanProblem } from "../../server/batches/shop-batches.ts";
import type { Format } from "../i18n/format.ts";
import { MAX_TEMPLATE } from "./plan-form.ts";

const MAX_IMAGES = 5_000;

/** A problem in the person's words; the hub's own sentence for those that we have none for. */
export function problemWords(
  { code, name, suggestion, count, message }: PlanProblem,
  t: TFunction<"configure">,
  { number, template }: Pick<Format, "number"> & { readonly template: string },
): string {
  const variable = `{${name ?? ""}}`;
  switch (code) {
    case "csv-missing-column":
      return suggestion === null
        ? t("problem.unknownField", { variable })
        : t("problem.unknownFieldMeant", { variable, suggestion: `{${suggestion}}` });
    case "csv-column-blank":
      return t("problem.unknownTested", { variable });
    case "csv-column-defaulted":
      return t("problem.unknownDefaulted", { variable });
    case "csv-ambiguous-column":
      return t("problem.ambiguousField", { variable });
    case "csv-blank-cell":
      return t("problem.emptyField", { variable, count });
    case "prompt-too-long": {
      const most = /(?<most>\d+) are the most/.exec(message)?.groups?.most;
      if (most === undefined) return message;
      const isDescribed = /\bdescription\b/i.test(template);
      return [
        t("problem.longPrompt", { count, most: number(Number(most)) }),
        t(isDescribed ? "problem.longDescription" : "problem.longTemplate"),
      ].join(" ");
    }
    case "prompt-empty":
      return t("problem.emptyPrompt", { count });
    case "template-unclosed-brace":
      return t("problem.openBrace");
    case "template-stray-brace":
      return t("problem.strayBrace");
    case "template-empty-name":
      return t("problem.emptyName");
    case "template-invalid-name":
      return t("problem.invalidName");
    case "template-unclosed-block":
      return t("problem.openBlock");
    case "template-stray-block":
      return t("problem.strayBlock");
    case "template-invalid-expression":
      return t("problem.expression");
    case "template-unknown-function":
      return t("problem.unknownFunction");
    case "template-too-long":
      return t("problem.tooLong", { most: number(MAX_TEMPLATE) });
    case "quota-exceeded":
      return t("problem.quota");
    case "too-many-images":
      return t("problem.tooMany", { shown: number(count), most: number(MAX_IMAGES) });
    case "items-gone":
      return t("problem.gone", { count });
    case "csv-no-rows":
    case "csv-empty":
      return t("problem.nothingLeft");
    case "more-problems":
      return t("problem.others");
    default:
      return message;
  }
}

/** Where in a template a line and a character of it are, both counted from 1. */
export function offsetOf(template: string, { line, character }: { line: number; character: number }): number {
  const lines = template.split("\n").slice(0, line - 1);
  return lines.reduce((sum, text) => sum + text.length + 1, 0) + character - 1;
}
