import { describeConnector } from "@assetql/connector-sdk/conformance";
import { afterAll, describe, it } from "vitest";
import { createFolderConnector } from "./folder-connector.ts";
import { openFolderHarness } from "./testing/folder-harness.ts";

const harness = await openFolderHarness(createFolderConnector);
afterAll(() => harness.dispose());

describeConnector("folder", harness, { describe, it });
