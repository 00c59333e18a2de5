const CLI = "core-backend/cli/src/main.ts";

/** What each target runs: a script, flags for Node, and the arguments that come before the caller's own. */
const targets = {
  demo: { script: CLI, before: ["demo"] },
  start: { script: CLI, before: ["start"] },
  dev: { script: CLI, before: ["start"], nodeFlags: ["--watch-preserve-output", "--watch"] },
  cli: { script: CLI },
  test: { script: "scripts/test.mjs" },
  bench: { script: "test/bench/all.ts" },
  "bench:pipeline": { script: "test/bench/pipeline.ts" },
  "bench:export": { script: "test/bench/export.ts" },
  "bench:api": { script: "test/bench/api.ts" },
};

export const targetNames = Object.keys(targets);

/** @returns {{script: string, nodeFlags: string[], args: string[]} | null} null for an unknown name */
export function targetFor(name, rest) {
  if (!Object.hasOwn(targets, name ?? "")) return null;
  const { script, before = [], nodeFlags = [] } = targets[name];
  return { script, nodeFlags, args: [...before, ...rest] };
}
