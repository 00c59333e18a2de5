/**
 * The clients of `bench:live`: `node live-subscribers.ts URL KEY COUNT`. Each follows the workspace over a socket of its
 * own until the batch has finished. Says when all are connected, then what they measured.
 */
import { createClient } from "@assetql/client";

const [baseUrl = "", apiKey = "", count = "1"] = process.argv.slice(2);

interface Measured {
  readonly latencies: number[];
  readonly seqs: number[];
}

async function follow(onOpen: () => void): Promise<Measured> {
  const client = createClient({ baseUrl, apiKey });
  const measured: Measured = { latencies: [], seqs: [] };
  for await (const { seq, event } of client.live.subscribe({}, { onOpen })) {
    // Both processes read the clock of one machine.
    measured.latencies.push(Date.now() - event.at);
    measured.seqs.push(seq);
    if (event.type === "batch.finished") break;
  }
  return measured;
}

let open = 0;
const all = await Promise.all(
  Array.from({ length: Number(count) }, () =>
    follow(() => {
      open += 1;
      if (open === Number(count)) process.send?.("open");
    }),
  ),
);
const expected = String(all[0]?.seqs);
process.send?.({
  latencies: all.flatMap(({ latencies }) => latencies),
  complete: all.every(({ seqs }) => String(seqs) === expected),
});
