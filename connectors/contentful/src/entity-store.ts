import type { AssetProps, EntryProps } from "contentful-management";
import { orAbsent } from "./problems.ts";
import type { ChangeSession, Session } from "./session.ts";

export type Kind = "asset" | "entry";
type Entity = Pick<AssetProps | EntryProps, "sys">;

/** What can be done alike to assets and to entries. */
export interface EntityStore {
  readonly kind: Kind;
  get(id: string): Promise<Entity>;
  find(id: string): Promise<Entity | undefined>;
  publish(id: string, version: number): Promise<number>;
  unpublish(id: string): Promise<number>;
  archive(id: string): Promise<number>;
  unarchive(id: string): Promise<number>;
  remove(id: string): Promise<void>;
}

export function storeOf({ client }: Session | ChangeSession, kind: Kind): EntityStore {
  const { asset, entry } = client;
  const version = ({ sys }: Entity): number => sys.version;
  if (kind === "asset") {
    const get = (assetId: string): Promise<Entity> => asset.get({ assetId });
    return {
      kind,
      get,
      find: (id) => orAbsent(get(id)),
      // The client reads nothing but the version of what it is given here.
      publish: async (assetId, current) => version(await asset.publish({ assetId }, at(current, assetId))),
      unpublish: async (assetId) => version(await asset.unpublish({ assetId })),
      archive: async (assetId) => version(await asset.archive({ assetId })),
      unarchive: async (assetId) => version(await asset.unarchive({ assetId })),
      remove: async (assetId) => void (await asset.delete({ assetId })),
    };
  }
  const get = (entryId: string): Promise<Entity> => entry.get({ entryId });
  return {
    kind,
    get,
    find: (id) => orAbsent(get(id)),
    publish: async (entryId, current) => version(await entry.publish({ entryId }, at(current, entryId))),
    unpublish: async (entryId) => version(await entry.unpublish({ entryId })),
    archive: async (entryId) => version(await entry.archive({ entryId })),
    unarchive: async (entryId) => version(await entry.unarchive({ entryId })),
    remove: async (entryId) => void (await entry.delete({ entryId })),
  };
}

function at(version: number, id: string): { fields: AssetProps["fields"]; sys: EntryProps["sys"] } {
  const link = { sys: { type: "Link" as const, linkType: "", id: "" } };
  const sys = {
    type: "",
    id,
    version,
    createdAt: "",
    updatedAt: "",
    contentType: link,
    space: link,
    environment: link,
    automationTags: [],
  };
  return { sys, fields: { title: {}, file: {} } };
}
