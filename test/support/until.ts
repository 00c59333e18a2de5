import { setTimeout } from "node:timers/promises";

/** Below the time that a test has, so that a failure says where it waited. */
const GIVE_UP_MS = 100_000;

/** Asks again until there is an answer. Throws when there is none in 100 s. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error("The condition did not come true in time");
    await setTimeout(10);
  }
}
