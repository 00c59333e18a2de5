export { type Decision, decideKind } from "./change-kind.ts";
export { type Base, compareFields, writtenOf } from "./compare-fields.ts";
export { decideRevert, type RevertDecision } from "./decide-revert.ts";
export { fieldOf, isEmpty, isSame } from "./equal.ts";
