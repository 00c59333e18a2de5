import { setTimeout } from "node:timers/promises";

const GIVE_UP_MS = 25_000;

/** Asks again until there is an answer. Throws when there is none in 25 s. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error("The condition did not come true in time");
    await setTimeout(10);
  }
}
