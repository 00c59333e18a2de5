import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { FieldLine, FieldWords, PlanLine, Reason } from "./plan-line.ts";

/** Why something is skipped or a conflict, in the person's language where the sentence is known. */
export function useReasonText(): (reason: Reason) => string {
  const { t } = useTranslation("publication");
  return ({ key, text }) => (key === "other" ? text : t(`reason.${key}`));
}

/** What a value says. */
export function useFieldWords(): (words: FieldWords) => string {
  const { t } = useTranslation("publication");
  const { number } = useFormat();
  return (words) => {
    switch (words.kind) {
      case "text":
        return t("value.text", { text: words.text });
      case "position":
        return t("value.position", { position: number(words.position) });
      default:
        return t(`value.${words.kind}`);
    }
  };
}

/** What a new image takes nothing away from. */
const nothing: ReadonlySet<FieldWords["kind"]> = new Set(["nothing", "not-shown", "variant-shows-not"]);

/** What a plan does with a field of an image, in a sentence. */
export function useFieldSentence(): (field: FieldLine, kind: PlanLine["kind"]) => string {
  const { t } = useTranslation("publication");
  const words = useFieldWords();
  return (field, kind) => {
    const name = t(`field.${field.name}`);
    const ours = words(field.ours);
    const theirs = words(field.theirs);
    if (field.outcome === "keep" || field.outcome === "ask") {
      return t(field.outcome === "keep" ? "change.keeps" : "change.asks", { name, ours, theirs });
    }
    if (field.outcome === "carry" || field.outcome === "maybe-carry") {
      return t(`change.${field.outcome}`, { name, ours });
    }
    const isNew = kind === "create" && nothing.has(field.theirs.kind);
    return t(isNew ? "change.new" : "change.from", { name, ours, theirs });
  };
}
