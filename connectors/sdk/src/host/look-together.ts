import type { Observed, Reference } from "../contract/connector.ts";
import { observeAll } from "./observe.ts";
import type { WorkRun } from "./work-run.ts";

/** As many as are observed at once elsewhere, too. */
const AT_ONCE = 100;

/** Rejects when nobody answers. */
export type LookAt = (reference: Reference) => Promise<Observed>;

type Look = () => ReturnType<typeof observeAll>;

/** Looks at all that are given as soon as one is asked for: that costs few requests, whether they are answered or not. */
export function lookTogether(run: WorkRun, references: readonly Reference[]): LookAt {
  const looks = new Map<string, Look>();
  for (let start = 0; start < references.length; start += AT_ONCE) {
    const group = references.slice(start, start + AT_ONCE);
    const look = once(() => observeAll(run, group));
    for (const { externalId } of group) looks.set(externalId, look);
  }
  return async (reference) => {
    const look = looks.get(reference.externalId) ?? (() => observeAll(run, [reference]));
    return (await look())(reference.externalId);
  };
}

function once(look: Look): Look {
  let seen: ReturnType<Look> | undefined;
  return () => {
    seen ??= look();
    return seen;
  };
}
