import { signRequest } from "@contentful/node-apps-toolkit";
import { RestAdapter } from "contentful-management";
import { z } from "zod";
import { APP_ID, type HostState } from "./state.ts";

type AdapterCall = Parameters<RestAdapter["makeRequest"]>[0];

/** The adapter itself refuses what it does not know. */
const callSchema = z.custom<AdapterCall>(
  (value) => typeof value === "object" && value !== null && "entityType" in value && "action" in value,
);

/** What the real endpoint takes: the path is canonical, without protocol and host. */
const signedRequestSchema = z.strictObject({
  method: z.enum(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"]),
  path: z.string().regex(/^\/[^/]/, "must be a path"),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(""),
});

/**
 * A call of the management API in the name of the person at the screen. Signing needs an installed app with a secret,
 * as at Contentful (CMA reference, "App signed request"); the rest goes to the management API.
 */
export async function adapterCall(state: HostState, raw: unknown): Promise<unknown> {
  const call = callSchema.parse(raw);
  if (call.entityType === "AppSignedRequest" && call.action === "create") return sign(state, call);
  const { host, token } = state.contentful;
  const adapter = new RestAdapter({ accessToken: token, host, insecure: true, retryOnError: false });
  return adapter.makeRequest(call);
}

function sign(state: HostState, { params, payload }: AdapterCall) {
  if (state.installation === null || params?.appDefinitionId !== APP_ID)
    throw new Error("The resource could not be found.");
  if (state.refusesToSign) throw new Error("The app has no signing secret.");
  const request = signedRequestSchema.parse(payload);
  state.signed.push({ method: request.method, path: request.path });
  const subject = { spaceId: state.contentful.spaceId, envId: state.environmentId, userId: "editor1" };
  return {
    sys: { type: "AppSignedRequest" },
    additionalHeaders: signRequest(state.signingSecret, request, Date.now(), subject),
  };
}
