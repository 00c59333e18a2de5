import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { HistoryEntry } from "./history-entry.ts";

export interface EntryWords {
  readonly images: string;
  /** Null for what takes nothing from the quota. */
  readonly cost: { readonly quota: string; readonly tries: string } | null;
}

/** What came of a batch or a publication, and what it took. */
export function useEntryWords(entry: HistoryEntry): EntryWords {
  const { t } = useTranslation("history");
  const { number, money } = useFormat();
  const counted = (
    name: "images" | "failed" | "published" | "undone" | "planned" | "quota" | "tries",
    count: number,
  ) => t(name, { count, shown: number(count) });
  if (entry.kind === "publication") {
    const { published, undone, failed, planned } = entry;
    const parts = [
      ...(published > 0 ? [counted("published", published)] : []),
      ...(undone > 0 ? [counted("undone", undone)] : []),
      ...(failed > 0 ? [counted("failed", failed)] : []),
    ];
    const plan = planned > 0 ? counted("planned", planned) : t("nothing");
    return { images: parts.length > 0 ? parts.join(", ") : plan, cost: null };
  }
  const { made, total, failed, quota, tries, costUsd } = entry;
  const images =
    made === total ? counted("images", made) : t("imagesOf", { made: number(made), total: number(total) });
  const tried = counted("tries", tries);
  const cost = {
    quota: counted("quota", quota),
    tries: costUsd > 0 ? `${tried} · ${money(costUsd, "USD")}` : tried,
  };
  return { images: failed > 0 ? `${images}, ${counted("failed", failed)}` : images, cost };
}
