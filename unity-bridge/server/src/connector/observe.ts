import type { Context, Observed, Reference } from "@assetql/connector-sdk";
import { unityGuidSchema } from "@assetql/contract";
import { asConnectorErrors } from "./errors.ts";
import type { Parts } from "./parts.ts";
import type { Config } from "./settings.ts";

/** Asked for at once: with the longest prompts the answer is still a message. */
const AT_ONCE = 25;

type Asking = Pick<Context<Config, null>, "paced" | "signal">;

/** What the project has of each of them, by external id. Throws ConnectorErrors. */
export async function observeAll(
  { session, seenAt }: Pick<Parts, "session" | "seenAt">,
  { paced, signal }: Asking,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, Observed>> {
  const observed = new Map<string, Observed>();
  for (let start = 0; start < references.length; start += AT_ONCE) {
    const some = references.slice(start, start + AT_ONCE);
    const { found } = await asConnectorErrors(() =>
      paced(() => session.call("project.observe", { references: some.map(toAsked) }, { signal })),
    );
    for (const { externalId, guid, path, fields } of found) {
      if (guid === null) continue;
      if (path !== null) seenAt.set(guid, path);
      observed.set(externalId, { remoteId: guid, remoteUrl: null, fields });
    }
  }
  return observed;
}

const toAsked = ({ externalId, remoteId }: Reference) => ({
  externalId,
  guid: unityGuidSchema.safeParse(remoteId).data ?? null,
});

/** Where a texture is, or was moments ago; undefined if it is not there. */
export async function pathOf(
  parts: Pick<Parts, "session" | "seenAt">,
  asking: Asking,
  { externalId, remoteId }: Pick<Reference, "externalId" | "remoteId">,
): Promise<string | undefined> {
  if (remoteId === null) return undefined;
  const known = parts.seenAt.get(remoteId);
  if (known !== undefined) return known;
  await observeAll(parts, asking, [{ externalId, remoteId, itemId: null }]);
  return parts.seenAt.get(remoteId);
}
