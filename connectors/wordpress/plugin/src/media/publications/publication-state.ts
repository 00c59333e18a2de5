import { __ } from "@wordpress/i18n";
import type { ChangeKind, PublicationStatus } from "../../shared/hub-types.ts";

/** While nobody but the hub does anything. */
export const isMoving = (status: PublicationStatus): boolean =>
  status === "planning" || status === "applying" || status === "reverting";

export function statusLabel(status: PublicationStatus): string {
  const labels: Record<PublicationStatus, string> = {
    planning: __("Planning", "assetql"),
    planned: __("Planned", "assetql"),
    applying: __("Publishing", "assetql"),
    paused: __("Paused", "assetql"),
    applied: __("Published", "assetql"),
    reverting: __("Undoing", "assetql"),
    reverted: __("Undone", "assetql"),
    failed: __("Failed", "assetql"),
  };
  return labels[status];
}

export function kindLabel(kind: ChangeKind): string {
  const labels: Record<ChangeKind, string> = {
    create: __("New", "assetql"),
    update: __("Change", "assetql"),
    skip: __("Nothing to do", "assetql"),
    conflict: __("Conflict", "assetql"),
    delete: __("Remove", "assetql"),
  };
  return labels[kind];
}

/** Where a change is, once something happens. */
export function stateLabel(state: string): string {
  const labels: Readonly<Record<string, string>> = {
    planned: "",
    applying: __("Under way", "assetql"),
    applied: __("Published", "assetql"),
    failed: __("Failed", "assetql"),
    skipped: __("Left alone", "assetql"),
    reverting: __("Undoing", "assetql"),
    reverted: __("Undone", "assetql"),
    "revert-failed": __("Not undone", "assetql"),
  };
  return labels[state] ?? state;
}
