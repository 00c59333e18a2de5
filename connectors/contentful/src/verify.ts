import { ConnectorError, type IncomingWebhook } from "@assetql/connector-sdk";
import { verifyRequest } from "@contentful/node-apps-toolkit";
import { z } from "zod";

/** What Contentful says about a request it signed. Only what the signature covers is told. */
export interface VerifiedRequest {
  readonly spaceId?: string;
  readonly environmentId?: string;
  readonly userId?: string;
  readonly appId?: string;
  /** As in `ContentManagement.Entry.publish`. */
  readonly topic?: string;
}

/** As Contentful's own toolkit has it. */
const LIFETIME_SECONDS = 30;
/** A clock may run ahead a little; a signature from further in the future would live for longer than it should. */
const AHEAD_MS = 30_000;

const methodSchema = z.enum(["GET", "PATCH", "HEAD", "POST", "DELETE", "OPTIONS", "PUT"]);

/**
 * Verifies a request that a Contentful app or webhook signed, by "Request verification" of Contentful's documentation.
 * Throws a {@link ConnectorError} with the code `signature-invalid` when it is unsigned, altered, signed with another
 * secret, or older than 30 seconds.
 */
export function verifyContentfulRequest(secret: string, request: IncomingWebhook): VerifiedRequest {
  const headers = lowerCased(request.headers);
  const method = methodSchema.safeParse(request.method.toUpperCase());
  if (!method.success || headers["x-contentful-signature"] === undefined) {
    throw invalid("The request is not signed. Set the signing secret in Contentful and at the target.");
  }
  const signedAt = Number(headers["x-contentful-timestamp"]);
  if (!(signedAt <= Date.now() + AHEAD_MS)) throw invalid("The signature is from the future.");
  const canonical = { method: method.data, path: request.path, headers, body: request.body.toString("utf8") };
  if (!isValid(secret, canonical)) {
    throw invalid("The signature does not fit the request: it was altered, or signed with another secret.");
  }
  return contextOf(headers);
}

function isValid(secret: string, request: Parameters<typeof verifyRequest>[1]): boolean {
  try {
    return verifyRequest(secret, request, LIFETIME_SECONDS);
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "ExpiredRequestException") {
      throw invalid(
        `The signature is older than ${LIFETIME_SECONDS} seconds. Check the clock of this machine.`,
      );
    }
    throw invalid("The request's signature cannot be read.");
  }
}

const NAMES = {
  spaceId: "x-contentful-space-id",
  environmentId: "x-contentful-environment-id",
  userId: "x-contentful-user-id",
  appId: "x-contentful-app-id",
  topic: "x-contentful-topic",
} as const;

function contextOf(headers: Readonly<Record<string, string>>): VerifiedRequest {
  const signed = (headers["x-contentful-signed-headers"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, header]) => {
      const value = signed.includes(header) ? headers[header] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const invalid = (detail: string): ConnectorError => new ConnectorError("signature-invalid", detail);
