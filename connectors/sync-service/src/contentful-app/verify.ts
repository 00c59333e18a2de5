import type { IncomingWebhook } from "@assetql/connector-sdk";
import { verifyContentfulRequest } from "@assetql/contentful";
import { ProblemError } from "@assetql/contract";

/** Who asks, as Contentful has signed it. */
export interface AppCaller {
  readonly spaceId: string;
  readonly environmentId: string;
}

/**
 * The caller of a request that Contentful has signed with the app's secret within the last 30 seconds. Throws a
 * ConnectorError with the code `signature-invalid`, and the problem `unauthenticated` when the signature does not say
 * where and for whom.
 */
export function verifyAppRequest(secret: string, request: IncomingWebhook): AppCaller {
  const { spaceId, environmentId, userId } = verifyContentfulRequest(secret, request);
  if (spaceId === undefined || environmentId === undefined || userId === undefined) {
    // A header that is not signed could be anybody's words.
    throw new ProblemError(
      "unauthenticated",
      "Space, environment and user must be among the signed headers.",
    );
  }
  return { spaceId, environmentId };
}
