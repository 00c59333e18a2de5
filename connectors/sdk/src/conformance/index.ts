export type { Check } from "./checks/check.ts";
export { conformanceChecks } from "./checks/index.ts";
export { describeConnector } from "./describe-connector.ts";
export { CONFORMANCE_TARGET, type ConnectorHarness, type Runner } from "./harness.ts";
export { plainPng } from "./png.ts";
