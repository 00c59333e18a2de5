import { ApiProblemError, type Client } from "@assetql/client";
import { z } from "zod";
import type { Connected } from "../connection/connections.ts";
import type { HubDoor } from "../connection/hub.ts";
import type { Sealer } from "../secrets/sealer.ts";
import type { Person } from "../services.ts";
import { change, type Documents, read } from "../store/documents.ts";
import { createOnce } from "../store/once.ts";

const personRecordSchema = z.object({
  name: z.string(),
  keyId: z.string(),
  sealedKey: z.string(),
});
type PersonRecord = z.infer<typeof personRecordSchema>;

interface PeopleDeps {
  readonly documents: Documents;
  readonly sealer: Sealer;
  readonly hub: HubDoor;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface Of {
  readonly shop: string;
  readonly connected: Connected;
}

/** Those who use the app in a shop, each with a key of their own on the hub. */
export interface People {
  /** A client in a person's own name, whose key is made at their first visit. */
  clientOf(of: Of, person: Person): Promise<Client>;
  /** Names of people by the ids of their keys. */
  namesOf(of: Of, keyIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

const prefixOf = ({ connected: { place } }: Of): string => `people/${place.workspaceId}/`;
const purposeOf = ({ shop, connected: { place } }: Of, id: string): string =>
  `person/${shop}/${place.workspaceId}/${id}`;

/** So long names of others are believed, and that an id has none. */
const OTHERS_MS = 5 * 60_000;

export function createPeople(deps: PeopleDeps): People {
  const once = createOnce<PersonRecord>();
  const othersOf = rememberOthers(deps.now ?? Date.now);
  return {
    async clientOf(of, person) {
      const key = `${prefixOf(of)}${person.id}`;
      const record = await once(`${of.shop}/${key}`, () => ensurePerson(deps, of, person));
      const secret = await deps.sealer.open(record.sealedKey, purposeOf(of, person.id));
      return deps.hub.client(secret, () => void forgetRefused(deps, of, { key, record }));
    },
    async namesOf(of, keyIds) {
      const found = await deps.documents.list(of.shop, "people/");
      const known = new Map(
        found
          .map(({ value }) => personRecordSchema.parse(value))
          .map(({ keyId, name }): [string, string] => [keyId, name]),
      );
      const wanted = new Set(keyIds);
      const unknown = [...wanted].filter((id) => !known.has(id));
      if (unknown.length > 0) {
        for (const [id, name] of await othersOf(of, unknown)) if (!known.has(id)) known.set(id, name);
      }
      return new Map([...known].filter(([id]) => wanted.has(id)));
    },
  };
}

async function ensurePerson(deps: PeopleDeps, of: Of, person: Person): Promise<PersonRecord> {
  const place = { shop: of.shop, key: `${prefixOf(of)}${person.id}` };
  const known = await read(deps.documents, place, personRecordSchema);
  if (known !== undefined) {
    if (known.value.name === person.name) return known.value;
    const renamed = await change(deps.documents, { ...place, schema: personRecordSchema }, (now) =>
      now === undefined ? undefined : { ...now, name: person.name },
    );
    return renamed ?? known.value;
  }
  const { admin } = of.connected;
  const name = `${person.name || "Somebody"} (Shopify)`.slice(0, 120);
  const { id: keyId, secret } = await admin.keys.create({ name, role: "creator" });
  const record = {
    name: person.name,
    keyId,
    sealedKey: await deps.sealer.seal(secret, purposeOf(of, person.id)),
  };
  if ((await deps.documents.put({ ...place, value: record, ifVersion: 0 })) !== undefined) return record;
  // Another process was first, with a key of its own.
  await admin.keys.revoke(keyId);
  return ensurePerson(deps, of, person);
}

/**
 * A key that the hub does not know any more. In the shop's own workspace the person gets another one at the next visit;
 * in somebody else's it is their decision, and stays.
 */
async function forgetRefused(
  { documents }: PeopleDeps,
  { shop, connected }: Of,
  { key, record }: { readonly key: string; readonly record: PersonRecord },
): Promise<void> {
  if (connected.record.own?.workspaceId !== connected.place.workspaceId) return;
  const found = await documents.get({ shop, key }).catch(() => undefined);
  if (found === undefined || personRecordSchema.parse(found.value).keyId !== record.keyId) return;
  await documents.delete({ shop, key, ifVersion: found.version }).catch(() => undefined);
}

interface Others {
  readonly names: ReadonlyMap<string, string>;
  /** Nobody knew these, and nobody is asked again for a while. */
  readonly nameless: ReadonlySet<string>;
  readonly until: number;
}

/** Pages that look again and again ask for the same names: the hub is asked for all of them, and once. */
function rememberOthers(now: () => number) {
  const remembered = new Map<string, Others>();
  return async (of: Of, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const { workspaceId } = of.connected.place;
    const known = remembered.get(workspaceId);
    const isKnown = (id: string) => known?.names.has(id) || known?.nameless.has(id);
    if (known !== undefined && known.until > now() && ids.every(isKnown)) return known.names;
    const names = await readOthers(of);
    if (names === undefined) return new Map();
    const nameless = new Set(ids.filter((id) => !names.has(id)));
    for (const id of known?.nameless ?? []) if (!names.has(id)) nameless.add(id);
    for (const [one, { until }] of remembered) if (until <= now()) remembered.delete(one);
    remembered.set(workspaceId, { names, nameless, until: now() + OTHERS_MS });
    return names;
  };
}

/**
 * In a workspace with others, what they make is told as their keys', or as the members', of whom the hub has names.
 * Undefined when the hub refuses: names are an ornament, and a list without them is better than none.
 */
async function readOthers({ connected: { admin } }: Of): Promise<ReadonlyMap<string, string> | undefined> {
  const names = new Map<string, string>();
  try {
    for await (const { id, name } of admin.keys.listAll({ limit: 200 })) names.set(id, name);
    for await (const { id, name } of admin.members.listAll({ limit: 200 })) {
      if (name !== null && !names.has(id)) names.set(id, name);
    }
    return names;
  } catch (error) {
    if (!(error instanceof ApiProblemError)) throw error;
    return undefined;
  }
}

/** Revokes the keys of the shop's people in a workspace, and forgets them: who comes back there gets another one. */
export async function removePeople(
  documents: Documents,
  revoke: (keyId: string) => Promise<void>,
  { shop, workspaceId }: { readonly shop: string; readonly workspaceId: string },
): Promise<void> {
  for (const { key, value } of await documents.list(shop, `people/${workspaceId}/`)) {
    await revoke(personRecordSchema.parse(value).keyId);
    await documents.delete({ shop, key });
  }
}
