import { batchIdSchema, styleProfileIdSchema } from "@assetql/contract";
import { put, type RecordStore } from "@assetql/core/ports";
import { assetOf, searchedAssets, seededRandom } from "@assetql/core/testing";

const BATCH_SIZE = 500;
const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

const adjectives =
  "small large round square old modern plain ornate folding striped dotted matte glossy rustic".split(" ");
const materials =
  "wool linen oak walnut steel brass glass ceramic leather paper cotton cork slate bamboo".split(" ");
const colours = "red blue green teal ochre rose ivory black grey navy coral mint plum sand rust lilac".split(
  " ",
);
const things =
  "mug lamp tent chair table bowl vase clock bag boot scarf hat kettle spoon shelf rug pillow blanket candle mirror".split(
    " ",
  );
const rooms = "kitchen hall garden office bedroom bath studio porch cellar attic".split(" ");
const syllables = "ka lo mi ru ten vor sa pel dri nox qua zet hin bra".split(" ");

type Random = () => number;
const pick = <T>(random: Random, values: readonly [T, ...T[]] | readonly T[]): T =>
  values[Math.floor(random() * values.length)] as T;
/** Mostly the first ones, as people's words are. */
const skewed = (random: Random, count: number): number => Math.floor(count ** random()) - 1;

/** A made-up word of a vocabulary of `count`, such as makers and places have. */
export function rareWord(number: number): string {
  const letters = [
    number % 14,
    Math.floor(number / 14) % 14,
    Math.floor(number / 196) % 14,
    (number * 5) % 14,
  ];
  return letters.map((at) => syllables[at]).join("");
}

/** One of the 100,000 varied assets of a workspace; the same for the same number and seed. */
export function corpusAsset(workspaceId: string, number: number, random: Random) {
  const [adjective, material, colour] = [
    pick(random, adjectives),
    pick(random, materials),
    pick(random, colours),
  ];
  const [thing, room] = [pick(random, things), pick(random, rooms)];
  const collection = rareWord(skewed(random, 5_000));
  const subject = `${adjective} ${colour} ${material} ${thing}`;
  const labels = Array.from({ length: 3 }, () => `${pick(random, things)} ${skewed(random, 200)}`);
  return assetOf(workspaceId, `n${number}`, {
    batchId: batchIdSchema.parse(`bat_bench-${Math.floor(number / BATCH_SIZE)}`),
    styleProfileId: styleProfileIdSchema.parse(`sty_bench-${number % 12}`),
    row: (number % BATCH_SIZE) + 1,
    sku: `SKU-${String(number).padStart(6, "0")}`,
    title: `${subject} ${collection}`,
    prompt: `A product photo of a ${subject} from ${collection}, on a white background, soft studio light, for the ${room}`,
    tags: [thing, colour, material, ...labels],
    category: `${room} / ${thing}`,
    metadata: {
      subject,
      colour,
      material,
      collection,
      size: `${5 + (number % 90)} cm`,
      note: rareWord(number),
    },
    score: 0.5 + random() / 2,
    status: random() < 0.02 ? "processing" : "ready",
    review: pick(random, ["pending", "pending", "approved", "rejected"]),
    createdAt: START + number * MINUTE_MS + Math.floor(random() * 3 * MINUTE_MS),
  });
}

/** Writes assets `from` to `to` (exclusive), 100 a transaction. Milliseconds in the store alone. */
export async function writeCorpus(
  store: RecordStore,
  workspaceId: string,
  { from = 0, to, seed }: { from?: number; to: number; seed: number },
): Promise<number> {
  const random = seededRandom(seed + from);
  let spent = 0;
  for (let number = from; number < to; ) {
    const actions = [];
    for (const end = Math.min(number + 100, to); number < end; number += 1) {
      actions.push(put(searchedAssets, corpusAsset(workspaceId, number, random)));
    }
    const start = performance.now();
    await store.transact(actions);
    spent += performance.now() - start;
  }
  return spent;
}

export const corpusWords = { adjectives, materials, colours, things, rooms };
export { MINUTE_MS as CORPUS_STEP_MS, pick, START as CORPUS_START };
