import { EventEmitter } from "node:events";
import type { LiveChannel } from "@assetql/core/ports";

/** The bell of a single process. */
export function createLiveChannel(): LiveChannel {
  const bell = new EventEmitter().setMaxListeners(0);
  return {
    ring: (workspaceId) => void bell.emit("ring", workspaceId),
    onRing(listener) {
      bell.on("ring", listener);
      return () => void bell.off("ring", listener);
    },
  };
}
