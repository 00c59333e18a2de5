import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Backstage } from "../backstage.ts";
import { unsupported } from "../context.ts";
import type { AccessToken } from "../fake-shopify.ts";
import { ONLINE_SECONDS, REFRESH_SECONDS, TOKEN_SECONDS } from "./tokens.ts";

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

const bodySchema = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  grant_type: z.string().optional(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.union([z.string(), z.number()]).optional(),
  refresh_token: z.string().optional(),
});
type Body = z.infer<typeof bodySchema>;

/**
 * `POST /admin/oauth/access_token`: token exchange
 * (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange) and refresh
 * (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens).
 */
export async function answerOauth(backstage: Backstage, request: Request): Promise<Response> {
  const { clientId, clientSecret } = backstage.options;
  const body = await readBody(request);
  if (request.method !== "POST" || body === undefined)
    return failed(400, "invalid_request", "The body could not be read");
  if (body.client_id !== clientId || body.client_secret !== clientSecret) {
    return failed(401, "invalid_client", "Client authentication failed");
  }
  if (body.grant_type === TOKEN_EXCHANGE) return exchange(backstage, body);
  if (body.grant_type === "refresh_token") return refresh(backstage, body);
  throw unsupported({ backstage }, `grant_type ${body.grant_type}`);
}

async function exchange(backstage: Backstage, body: Body): Promise<Response> {
  if (body.subject_token_type !== ID_TOKEN)
    throw unsupported({ backstage }, `subject_token_type ${body.subject_token_type}`);
  const subject = await subjectOf(backstage, body.subject_token ?? "");
  if (subject === undefined) {
    return failed(
      400,
      "invalid_subject_token",
      "Invalid subject token. Session token is expired or invalid.",
    );
  }
  const { options, tokens, state } = backstage;
  if (body.requested_token_type === OFFLINE) {
    return granted(options.scopes, tokens.issue(options.scopes, { expiring: String(body.expiring) === "1" }));
  }
  if (body.requested_token_type !== ONLINE)
    return failed(400, "invalid_request", "Unknown requested_token_type");
  const user = state.staff.get(subject);
  if (user === undefined) return failed(400, "invalid_subject_token", "The user is not one of the shop");
  return granted(options.scopes, tokens.issue(options.scopes, { user }));
}

/** The user of a session token that Shopify signed for this app and shop. */
async function subjectOf({ options }: Backstage, token: string): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(options.clientSecret), {
      algorithms: ["HS256"],
      audience: options.clientId,
      issuer: `https://${options.shop}/admin`,
      requiredClaims: ["exp", "nbf", "sub", "dest"],
      clockTolerance: 10,
    });
    return payload.dest === `https://${options.shop}` ? payload.sub : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function refresh({ options, tokens }: Backstage, body: Body): Response {
  const token = tokens.rotate(body.refresh_token ?? "", options.scopes);
  if (token === undefined) return failed(400, "invalid_grant", "The refresh token is invalid or was used");
  return granted(options.scopes, token);
}

function granted(scopes: readonly string[], { token, expiresAt, refreshToken, user }: AccessToken): Response {
  const scope = scopes.join(",");
  const answer = { access_token: token, scope };
  if (user !== null) {
    return Response.json({
      ...answer,
      expires_in: ONLINE_SECONDS,
      associated_user_scope: scope,
      associated_user: {
        id: user.id,
        first_name: user.firstName,
        last_name: user.lastName,
        email: `person-${user.id}@example.com`,
        email_verified: true,
        account_owner: true,
        locale: user.locale,
        collaborator: false,
      },
    });
  }
  if (expiresAt === null) return Response.json(answer);
  return Response.json({
    ...answer,
    expires_in: TOKEN_SECONDS,
    refresh_token: refreshToken,
    refresh_token_expires_in: REFRESH_SECONDS,
  });
}

const failed = (status: number, error: string, error_description: string): Response =>
  Response.json({ error, error_description }, { status });

async function readBody(request: Request): Promise<Body | undefined> {
  const text = await request.text();
  const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
  try {
    const raw: unknown = isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
    return bodySchema.safeParse(raw).data;
  } catch {
    return undefined;
  }
}
