import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "core-backend/*/src/**/*.test.ts",
      "connectors/*/src/**/*.test.ts",
      "connectors/contentful/app/src/**/*.test.{ts,tsx}",
      "scripts/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    // Two cores: more files at once only wait for each other.
    maxWorkers: 2,
    // For what hangs; nothing else should come near them, not even on a slow machine that does more besides.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 100_000 } },
    coverage: {
      provider: "v8",
      include: ["core-backend/*/src/**/*.ts", "connectors/*/src/**/*.ts"],
      exclude: ["**/*.test.ts", "**/*.battery.ts", "**/testing/**", "**/*-testing.ts"],
      reporter: ["text-summary", "html"],
    },
  },
});
