import { z } from "zod";
import { change, type Documents } from "../store/documents.ts";
import { monthBefore, monthOf } from "./usage.ts";

/** Images of a month, the free ones not counted. */
const meterSchema = z.object({
  /** So many are charged. */
  charged: z.int(),
  /** Those up to here are being charged under this key, or were, and nobody noted it. */
  pending: z.object({ to: z.int(), key: z.string() }).nullable(),
});
export type Meter = z.infer<typeof meterSchema>;

export interface MeteredWorkspace {
  readonly shop: string;
  readonly workspaceId: string;
}

export interface MeterPlace extends MeteredWorkspace {
  readonly month: string;
}

const prefixOf = ({ workspaceId }: MeteredWorkspace): string => `billing/${workspaceId}/`;
const placeOf = ({ month, ...workspace }: MeterPlace) => ({
  shop: workspace.shop,
  key: `${prefixOf(workspace)}${month}`,
  schema: meterSchema,
});

const NOTHING: Meter = { charged: 0, pending: null };

/**
 * The months that are charged, oldest first: each in which something was to be paid, however long ago, as a batch counts
 * in the month in which it was submitted whenever its images are made; and this one and the last, whatever is in them.
 */
export async function metersOf(
  documents: Documents,
  workspace: MeteredWorkspace,
  now: number,
): Promise<ReadonlyMap<string, Meter>> {
  const month = monthOf(now);
  const meters = new Map([
    [monthBefore(month), NOTHING],
    [month, NOTHING],
  ]);
  const prefix = prefixOf(workspace);
  for (const { key, value } of await documents.list(workspace.shop, prefix)) {
    meters.set(key.slice(prefix.length), meterSchema.parse(value));
  }
  return new Map([...meters].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The month is charged from now on. Of what is made in it already, so many images are not, if it was not before. */
export async function openMeter(documents: Documents, place: MeterPlace, charged: number): Promise<void> {
  const { shop, key } = placeOf(place);
  await documents.put({ shop, key, value: { ...NOTHING, charged }, ifVersion: 0 });
}

export interface Chargeable {
  /** Images that are made, the free ones not counted. */
  readonly billable: number;
  /** How many of them may be charged now. */
  readonly affordable: number;
}

/** Notes what is to be charged now: what somebody began, or what has come since. */
export async function noteCharge(
  documents: Documents,
  meterPlace: MeterPlace,
  { billable, affordable }: Chargeable,
): Promise<Meter> {
  const place = placeOf(meterPlace);
  const noted = await change(documents, place, (now = NOTHING) => {
    if (now.pending !== null) return undefined;
    const to = Math.min(billable, now.charged + Math.max(0, affordable));
    if (to <= now.charged) return undefined;
    return { ...now, pending: { to, key: `${place.key}/${now.charged}-${to}` } };
  });
  return noted ?? NOTHING;
}

/** What was noted under the key was charged, or refused and so never charged. */
export const settleCharge = (documents: Documents, place: MeterPlace, key: string, isCharged: boolean) =>
  change(documents, placeOf(place), (now) => {
    if (now?.pending?.key !== key) return undefined;
    return { charged: isCharged ? now.pending.to : now.charged, pending: null };
  });
