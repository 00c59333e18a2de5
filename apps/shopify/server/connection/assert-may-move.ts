import type { Publication } from "@assetql/contract";
import { type AppProblemCode, AppProblemError } from "../problems.ts";
import { type AdminDeps, adminOf, unlessLockedOut } from "./admin.ts";
import type { ConnectedPlace } from "./connection-record.ts";
import { busyPublications } from "./running-publications.ts";

/**
 * Whoever publishes for the shop would lose its access in the middle, and what is scheduled would find none when its
 * time has come. Throws the problems `publication-running` and `publication-scheduled`.
 */
export async function assertMayMove(
  deps: AdminDeps,
  shop: string,
  now: ConnectedPlace | undefined,
): Promise<void> {
  if (now === undefined) return;
  const admin = await adminOf(deps, { shop, place: now });
  const busy = await unlessLockedOut(() => busyPublications(admin, now.targetId));
  refuseFor(busy?.running, "publication-running", "Wait until these have ended, or pause them");
  refuseFor(
    busy?.scheduled,
    "publication-scheduled",
    "Take the times off these, or wait until they are over",
  );
}

function refuseFor(publications: readonly Publication[] = [], code: AppProblemCode, advice: string): void {
  if (publications.length === 0) return;
  const names = [...new Set(publications.map(({ name }) => name))];
  const problems = names.map((message) => ({ code, severity: "error", source: "request", message }) as const);
  const named = names.map((name) => `"${name}"`).join(", ");
  throw new AppProblemError(code, `${advice}, and then change the workspace: ${named}.`, { problems });
}
