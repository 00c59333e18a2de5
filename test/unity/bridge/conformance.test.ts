import { describeConnector } from "@assetql/connector-sdk/conformance";
import { afterAll, describe, it } from "vitest";
import { openUnityHarness } from "../../support/unity/index.ts";

const harness = await openUnityHarness();
afterAll(() => harness.dispose());

describeConnector("unity", harness, { describe, it });
