import type { PublicationPage } from "./load-publication.server.ts";

export type PageAction = "apply" | "retry" | "undo" | "undo-kept" | "undo-again";

/** What can be done with a publication now, the most likely first. Pure. */
export function actionsOf({ publication, undo, summary }: PublicationPage): readonly PageAction[] {
  const { status, counts } = publication;
  switch (status) {
    case "planned":
      return summary.toApply > 0 || summary.conflicts > 0 ? ["apply"] : [];
    case "applied":
      return [
        ...(counts.failed > 0 ? (["retry"] as const) : []),
        ...(counts.applied > 0 || counts.failed > 0 ? (["undo"] as const) : []),
      ];
    case "paused":
      return ["undo"];
    case "reverted":
      return [
        ...(counts.revertFailed > 0 ? (["undo-again"] as const) : []),
        ...(undo.kept > 0 ? (["undo-kept"] as const) : []),
      ];
    default:
      return [];
  }
}
