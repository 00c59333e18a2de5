import type { ConnectorHarness } from "../harness.ts";

/** One thing that every connector has to do. Throws an AssertionError where it does not. */
export interface Check {
  readonly name: string;
  run(harness: ConnectorHarness): Promise<void>;
}
