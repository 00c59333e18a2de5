import type { Fault } from "../fake-shopify.ts";

const passed = new WeakMap<Fault, number>();

/** The first fault that fits the call; it is taken off the list. Those that are not due yet count the call. */
export function takeFault(faults: Fault[], operation: string | null): Fault | undefined {
  for (const [index, fault] of faults.entries()) {
    if (!fits(fault, operation)) continue;
    const before = passed.get(fault) ?? 0;
    if (before < (fault.after ?? 0)) {
      passed.set(fault, before + 1);
      continue;
    }
    faults.splice(index, 1);
    return fault;
  }
  return undefined;
}

function fits({ operation }: Fault, name: string | null): boolean {
  if (operation === undefined) return true;
  if (name === null) return false;
  return typeof operation === "string" ? operation === name : operation.test(name);
}
