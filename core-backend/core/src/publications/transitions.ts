import { ProblemError, type PublicationStatus } from "@assetql/contract";
import type { PublicationRecord } from "./publication-record.ts";

/** What a person asks of a publication. */
export type Asked = "apply" | "pause" | "resume" | "revert";

/** Where each is allowed; see the drawing in README.md. */
const allowed: Readonly<Record<Asked, ReadonlySet<PublicationStatus>>> = {
  apply: new Set(["planned", "applied"]),
  pause: new Set(["planning", "applying", "reverting"]),
  resume: new Set(["paused"]),
  revert: new Set(["applied", "paused", "reverted"]),
};

/** What a person can do instead, by what the publication is doing. */
const advice: Readonly<Record<PublicationStatus, string>> = {
  planning: "Wait until its plan is made, or stop that by pausing it.",
  planned: "Nothing has been written yet: apply it, or leave it.",
  applying: "Wait until it is applied, or pause it first.",
  paused: "Resume it, or revert it.",
  applied: "Apply it again for what failed, or revert it.",
  reverting: "Wait until it is reverted, or pause it first.",
  reverted: "Make a new publication to publish again.",
  failed: "Its plan could not be made: mend what its problem says, then make a new publication.",
};

/** Throws the problem `publication-state`, in words. */
export function assertAllowed({ name, status }: PublicationRecord, asked: Asked): void {
  if (allowed[asked].has(status)) return;
  throw refusal({ name, status }, `It cannot be ${past[asked]} now. ${advice[status]}`);
}

/** Throws the problem `publication-state` where everything was applied without a failure. */
export function assertSomethingToApply({ name, status, counts }: PublicationRecord): void {
  if (status !== "applied" || counts.failed > 0) return;
  throw refusal({ name, status }, "Nothing of it has failed, so there is nothing to apply again.");
}

export const refusal = ({ name, status }: Pick<PublicationRecord, "name" | "status">, why: string) =>
  new ProblemError("publication-state", `The publication "${name}" is ${status}. ${why}`);

const past: Readonly<Record<Asked, string>> = {
  apply: "applied",
  pause: "paused",
  resume: "resumed",
  revert: "reverted",
};
