export { decideKind } from "./change-kind.ts";
export { type Base, compareFields, writtenOf } from "./compare-fields.ts";
export { decideRevert, type RevertDecision } from "./decide-revert.ts";
export { fieldOf, isSame } from "./equal.ts";
export { planReasons } from "./plan-reasons.ts";
