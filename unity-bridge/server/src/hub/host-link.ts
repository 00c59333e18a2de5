import type { HubLink } from "@assetql/connector-sdk";
import type { Work } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import type { LeasedWorks } from "./leased-works.ts";

export interface HostLinkOptions {
  readonly works: LeasedWorks;
  readonly presence: EditorSession["presence"];
  /** Called when a revert has come to its end here, before the hub is told. */
  readonly onReverted: (work: Work) => Promise<void>;
}

/**
 * What the host of a project asks of the hub, with its leases taken down. While its editor is away it takes no work: the
 * editor may be with another bridge by now.
 */
export function createHostLink(hub: HubLink, { works, presence, onReverted }: HostLinkOptions): HubLink {
  const held = new Map<string, Work>();
  return {
    ...hub,
    async lease(body, options) {
      await presence.untilThere(options?.signal ?? new AbortController().signal);
      const work = await hub.lease(body, options);
      if (work === null) return null;
      if (!presence.isThere) {
        await hub.complete(work.id, { host: body.host, result: { released: true } }, options);
        return null;
      }
      held.set(work.id, work);
      await works.took(work.id);
      return work;
    },
    async complete(id, body, options) {
      const work = held.get(id);
      if (work?.kind === "revert") await onReverted(work);
      await hub.complete(id, body, options);
      held.delete(id);
      if (work !== undefined) await works.gave(work.id);
    },
  };
}
