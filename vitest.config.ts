import { configDefaults, defineConfig } from "vitest/config";

const include = [
  "core-backend/*/src/**/*.test.ts",
  "connectors/*/src/**/*.test.ts",
  "unity-bridge/server/src/**/*.test.ts",
  "connectors/contentful/app/src/**/*.test.{ts,tsx}",
  "apps/*/{app,server}/**/*.test.{ts,tsx}",
  "scripts/**/*.test.ts",
  "test/**/*.test.ts",
];

/** Those that measure the memory of their process, or change its environment: what others leave there would tell. */
const ownProcess = ["**/*-memory.test.ts", "test/cli/demo.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          include,
          exclude: [...configDefaults.exclude, ...ownProcess],
          // Starting a process and loading the packages anew for each file took longer than many a file's tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: "own process", include: ownProcess } },
    ],
    // Two cores: more files at once only wait for each other.
    maxWorkers: 2,
    // For what hangs; nothing else should come near them, not even on a slow machine that does more besides.
    testTimeout: 120_000,
    // The first to open the Shopify app builds it.
    hookTimeout: 300_000,
    expect: { poll: { timeout: 100_000 } },
    coverage: {
      provider: "v8",
      include: [
        "core-backend/*/src/**/*.ts",
        "connectors/*/src/**/*.ts",
        "unity-bridge/server/src/**/*.ts",
        "apps/*/server/**/*.ts",
      ],
      exclude: ["**/*.test.ts", "**/*.battery.ts", "**/testing/**", "**/*-testing.ts"],
      reporter: ["text-summary", "html"],
    },
  },
});
