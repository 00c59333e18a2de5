import { conformanceChecks } from "./checks/index.ts";
import type { ConnectorHarness, Runner } from "./harness.ts";

/** A slow platform is asked many times by the checks that enumerate crashes. */
const TIMEOUT_MS = 300_000;

/**
 * Tries a connector on everything the kit knows: with the real host, and a hub in memory. Each check begins with the
 * harness's `reset`.
 *
 * @example
 * import { describe, it } from "vitest";
 * describeConnector("folder", harness, { describe, it });
 */
export function describeConnector(name: string, harness: ConnectorHarness, { describe, it }: Runner): void {
  describe(`the connector ${name}`, () => {
    for (const check of conformanceChecks) it(check.name, () => check.run(harness), TIMEOUT_MS);
  });
}
