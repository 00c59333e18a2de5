import { ProblemError } from "@assetql/contract";
import type { CoreDeps, Principal } from "@assetql/core";
import { type Credentials, identify } from "../http/authorize.ts";

/** Whoever may read may follow. */
const FOLLOWING = { role: "viewer", summary: "Follow live updates" } as const;

/** Who follows. Throws what an operation of the API would, `unauthenticated` and `forbidden` among it. */
export async function followerOf(core: CoreDeps, credentials: Credentials): Promise<Principal> {
  const who = await identify(core, FOLLOWING, credentials);
  if (who !== undefined && !("kind" in who)) return who;
  throw new ProblemError("unauthenticated", "Say hello with a key or token of a workspace.");
}

/** Throws when a follower may no longer: keys are revoked, tokens expire and members leave while a socket is open. */
export async function assertStillFollows(
  core: CoreDeps,
  credentials: Credentials,
  follower: Principal,
): Promise<void> {
  const now = await followerOf(core, credentials).catch((error: unknown) => {
    // Who cannot be asked now is asked the next time.
    if (error instanceof ProblemError && error.code === "unavailable") return follower;
    throw error;
  });
  if (now.workspaceId !== follower.workspaceId) {
    throw new ProblemError("unauthenticated", "You act in another workspace now. Connect again.");
  }
}
