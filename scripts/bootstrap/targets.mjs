const CLI = "core-backend/cli/src/main.ts";

/**
 * What each target runs: a script, flags for Node, and the arguments that come before the caller's own. `takesPaths`:
 * relative paths among the arguments, and default folders, mean the folder where the caller stands.
 */
const targets = {
  demo: { script: CLI, before: ["demo"], takesPaths: true },
  start: { script: CLI, before: ["start"], takesPaths: true },
  dev: {
    script: CLI,
    before: ["start"],
    nodeFlags: ["--watch-preserve-output", "--watch"],
    takesPaths: true,
  },
  cli: { script: CLI, takesPaths: true },
  samples: { script: "core-backend/samples/scripts/write-samples.ts", takesPaths: true },
  sync: { script: "connectors/sync-service/src/main.ts", takesPaths: true },
  shopify: { script: "apps/shopify/start.mjs" },
  "pack:wordpress": { script: "connectors/wordpress/plugin/scripts/pack.mjs" },
  "build:contentful-app": { script: "connectors/contentful/app/build.mjs" },
  "pack:unity": { script: "unity-bridge/scripts/pack.mjs", takesPaths: true },
  test: { script: "scripts/test.mjs" },
  // A small heap, so that a simulation of any length shows that its memory is bounded.
  sim: { script: "test/sim/sim.ts", nodeFlags: ["--max-old-space-size=256"] },
  bench: { script: "test/bench/all.ts" },
  "bench:pipeline": { script: "test/bench/pipeline.ts" },
  "bench:export": { script: "test/bench/export.ts" },
  "bench:search": { script: "test/bench/search.ts" },
  "bench:prompts": { script: "test/bench/prompts.ts" },
  "bench:api": { script: "test/bench/api.ts" },
  "bench:live": { script: "test/bench/live.ts" },
  "bench:webhooks": { script: "test/bench/webhooks.ts" },
  "bench:connectors": { script: "test/bench/connectors.ts" },
  "bench:shopify": { script: "test/bench/shopify.ts" },
  "bench:unity": { script: "test/bench/unity.ts" },
};

export const targetNames = Object.keys(targets);

/** @returns {{script: string, nodeFlags: string[], args: string[], takesPaths: boolean} | null} null for an unknown name */
export function targetFor(name, rest) {
  if (!Object.hasOwn(targets, name ?? "")) return null;
  const { script, before = [], nodeFlags = [], takesPaths = false } = targets[name];
  return { script, nodeFlags, args: [...before, ...rest], takesPaths };
}
