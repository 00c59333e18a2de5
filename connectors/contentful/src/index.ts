export { type ContentfulOptions, contentfulConnector, createContentfulConnector } from "./connector.ts";
export { assetIdOf, provenanceIdOf } from "./ids.ts";
export type { Patience } from "./process-files.ts";
export type { ContentfulConfig, ContentfulCredentials } from "./settings.ts";
export { type VerifiedRequest, verifyContentfulRequest } from "./verify.ts";
