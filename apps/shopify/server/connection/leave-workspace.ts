import type { Connection } from "../services.ts";
import { assertMayMove } from "./assert-may-move.ts";
import { currentPlace, toConnection } from "./connection-record.ts";
import type { ConnectionDeps, Connections } from "./connections.ts";
import { finishLeaving, moveShop } from "./move-shop.ts";

/** Brings a shop from a workspace that it joined back to its own, which is made where there is none. */
export type LeaveWorkspace = (shop: string) => Promise<Connection>;

/** In its own already, a shop stays there. Throws the problems `publication-running` and `publication-scheduled`. */
export const createLeaveWorkspace =
  (deps: ConnectionDeps, connections: Connections): LeaveWorkspace =>
  async (shop) => {
    const before = await connections.record(shop);
    if (before?.joined != null) {
      await assertMayMove(deps, shop, currentPlace(before));
      const { workspaceId, workspaceName } = before.joined;
      const previous = { workspaceId, workspaceName, why: "left" as const };
      // Where another tab was first, it has brought the shop where it is now.
      await moveShop(deps, shop, { before, to: null, previous });
    }
    await finishLeaving(deps, shop);
    const { record, place } = await connections.connect(shop);
    return toConnection(record, place);
  };
