/** What the screens use of the hub's answers. */

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

export interface Style {
  readonly id: string;
  readonly name: string;
  readonly references: readonly { readonly url?: string }[];
}

export type BatchStatus = "queued" | "processing" | "completed" | "failed" | "paused" | "cancelled";

export interface Batch {
  readonly id: string;
  readonly name: string;
  readonly status: BatchStatus;
  readonly template: string;
  readonly totalTasks: number;
  readonly completedTasks: number;
  readonly failedTasks: number;
  readonly targetId?: string | null;
  readonly statistics: { readonly meanStyleScore: number | null };
  readonly estimatedCompletion: number | null;
  readonly createdAt: number;
  readonly completedAt: number | null;
}

export interface InputProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly row?: number;
  readonly column?: string;
}

export interface Preview {
  readonly valid: boolean;
  readonly totalTasks: number;
  readonly columns: readonly string[];
  readonly prompts: readonly { readonly row: number; readonly prompt: string }[];
  readonly problems: readonly InputProblem[];
  readonly estimatedCost: { readonly total: number; readonly atMost: number };
  readonly estimatedSeconds: number;
}

export interface Task {
  readonly id: string;
  readonly row: number;
  readonly status: "queued" | "processing" | "retrying" | "completed" | "failed";
  readonly prompt: string;
  readonly assetId: string | null;
  readonly bestTry: { readonly score: number; readonly url?: string } | null;
  readonly error: { readonly message: string } | null;
}

export interface Asset {
  readonly id: string;
  readonly batchId: string;
  readonly status: "processing" | "ready";
  readonly review: "pending" | "approved" | "rejected";
  readonly reviewNote: string | null;
  readonly version: number;
  readonly row: number;
  readonly title: string;
  readonly altText: string;
  readonly prompt: string;
  readonly styleScore: { readonly score: number };
  readonly provenance: { readonly model: string; readonly isDraft: boolean };
  readonly metadata: Readonly<Record<string, string>>;
  readonly urls?: { readonly image: string; readonly thumbnail: string };
}

export type PublicationStatus =
  | "planning"
  | "planned"
  | "applying"
  | "paused"
  | "applied"
  | "reverting"
  | "reverted"
  | "failed";

export type ChangeKind = "create" | "update" | "skip" | "conflict" | "delete";

export interface Publication {
  readonly id: string;
  readonly name: string;
  readonly status: PublicationStatus;
  readonly batchId: string | null;
  readonly pausedFrom: "applying" | "reverting" | null;
  readonly counts: Readonly<Record<ChangeKind | "applied" | "failed" | "reverted" | "revertFailed", number>>;
  readonly problem: { readonly detail: string } | null;
  readonly createdAt: number;
}

export interface FieldChange {
  readonly name: string;
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly outcome: "same" | "write" | "keep" | "ask";
}

export interface Change {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly assetId: string | null;
  readonly itemId: string | null;
  readonly title: string;
  readonly fields: readonly FieldChange[];
  readonly reason: string | null;
  readonly state: string;
  readonly problem: { readonly detail: string } | null;
  readonly revert: { readonly kept: readonly string[] } | null;
}
