import type { Json, Receipt, WorkChange } from "@assetql/contract";
import { fieldOf, isSame } from "../compare/index.ts";
import type { Observed } from "../contract/connector.ts";
import type { Journal } from "./journal.ts";
import { readKept } from "./kept.ts";

interface Seen {
  readonly journal: Journal;
  readonly now: Observed;
  readonly at: number;
}

/** The receipt that a change would have which failed after it was begun: what was there before, and what it has left. */
export function receiptOfHalfDone({ change, asset }: WorkChange, { journal, now, at }: Seen): Receipt {
  const before = readKept(journal, "before") ?? now;
  const noted = readKept(journal, "left");
  const left = noted ?? now;
  const ours = new Map<string, Json>(change.fields.map((field) => [field.name, field.ours]));
  // What a later try has written since is as much ours.
  const isOurs = (name: string): boolean => isSame(ours.get(name) ?? null, fieldOf(now.fields, name));
  const names = [...new Set([...Object.keys(left.fields), ...Object.keys(now.fields)])];
  const after = names.map((name) => [name, fieldOf((isOurs(name) ? now : left).fields, name)]);
  const existed = before.remoteId !== null;
  // What was there and is not: if we have not taken it away, somebody else has.
  const wasTaken = change.kind !== "delete" && existed && noted?.remoteId !== null;
  const remoteId = now.remoteId ?? (wasTaken ? before.remoteId : null);
  return {
    remoteId,
    remoteUrl: now.remoteUrl,
    existed,
    before: before.fields,
    after: Object.fromEntries(after),
    version: asset?.version ?? null,
    warnings: [],
    appliedAt: at,
  };
}
