export { type PlanReason, planReasons } from "./compare/plan-reasons.ts";
export type {
  Applied,
  ChangeToApply,
  ChangeToRevert,
  CommittedChange,
  Connector,
  ConnectorEvent,
  Desired,
  Health,
  IncomingWebhook,
  Manifest,
  Observed,
  Reference,
} from "./contract/connector.ts";
export {
  ConnectorError,
  type ConnectorErrorCode,
  type ConnectorErrorOptions,
  errorCodes,
} from "./contract/connector-error.ts";
export type {
  ChangeContext,
  Context,
  CredentialsOptions,
  ImageFile,
  Log,
  LogLevel,
  StepOptions,
} from "./contract/context.ts";
export { announcedManifest } from "./host/announce.ts";
export { createHost } from "./host/create-host.ts";
export { downloadFile } from "./host/download.ts";
export { baseNameOf } from "./host/file-name.ts";
export type { Host, HostEvent, HostOptions, HostStats, WorkOutcome } from "./host/host-options.ts";
export type { HubLink } from "./host/hub-link.ts";
export { mappedFields, propertyOf } from "./mapping/mapped-fields.ts";
