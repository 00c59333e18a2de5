import { expect, it } from "vitest";
import { testSeed } from "../support/test-seed.ts";
import { simulate } from "./simulate.ts";

const EVENTS = 50_000;

it.for([0, 1, 2])(
  `${EVENTS} events, repeated, reordered and lost, come to exact counts (seed + %i)`,
  (more) => {
    const seed = testSeed() + more;
    console.info(`seed ${seed} (npm run sim -- --events ${EVENTS} --seed ${seed} repeats it)`);

    const { wrong, totals } = simulate({ events: EVENTS, seed });

    expect(wrong).toEqual([]);
    expect(totals.events).toBeGreaterThanOrEqual(EVENTS);
    // It was no quiet day.
    expect(totals.folded).toBeGreaterThan((totals.events ?? 0) * 1.1);
    for (const name of ["losses", "kills", "asked", "failed"]) expect(totals[name]).toBeGreaterThan(20);
  },
);
