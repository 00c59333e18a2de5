import { ConnectorError, type ConnectorEvent, type IncomingWebhook } from "@assetql/connector-sdk";
import { z } from "zod";
import { isOurs } from "./ids.ts";
import type { ContentfulContext, OpenSession } from "./session.ts";
import { verifyContentfulRequest } from "./verify.ts";

const link = z.object({ sys: z.object({ id: z.string() }) });
const payloadSchema = z.object({
  sys: z.object({
    id: z.string().min(1).max(64),
    space: link.optional(),
    environment: link.optional(),
    contentType: link.optional(),
  }),
});
type Payload = z.infer<typeof payloadSchema>;

/** Automatic saves come with every few keystrokes of an editor: what is in work is nobody's cue. */
const CHANGES = ["create", "save", "publish", "unpublish", "unarchive"];
const DELETIONS = ["archive", "delete"];

/**
 * What a webhook of the space tells: an entry that wants an image, or an asset of ours, was changed or is gone.
 * Throws `signature-invalid`.
 */
export async function receive(
  context: ContentfulContext,
  request: IncomingWebhook,
  open: OpenSession,
): Promise<readonly ConnectorEvent[]> {
  const webhookSecret = request.secret ?? (await context.credentials()).webhookSecret;
  if (webhookSecret === undefined) {
    throw new ConnectorError(
      "signature-invalid",
      "Enter the signing secret of the space's webhooks at the target.",
    );
  }
  const { topic } = verifyContentfulRequest(webhookSecret, request);
  if (topic === undefined) {
    throw new ConnectorError("signature-invalid", "The request's signature does not cover what it is about.");
  }
  const [, type, action] = /^ContentManagement\.(Entry|Asset)\.([a-z_]+)$/.exec(topic) ?? [];
  const kind = eventKind(action);
  const payload = readPayload(request.body);
  if (type === undefined || kind === undefined || payload === undefined) return [];
  if (!concerns(context, type, payload) || !(await isOurEnvironment(context, payload, { request, open })))
    return [];
  return [{ type: `${type === "Entry" ? "item" : "remote"}.${kind}`, id: payload.sys.id }];
}

function eventKind(action: string | undefined): "changed" | "deleted" | undefined {
  if (action === undefined) return undefined;
  if (DELETIONS.includes(action)) return "deleted";
  return CHANGES.includes(action) ? "changed" : undefined;
}

function readPayload(body: Buffer): Payload | undefined {
  try {
    const parsed = payloadSchema.safeParse(JSON.parse(body.toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function concerns({ config }: ContentfulContext, type: string, { sys }: Payload): boolean {
  if (sys.space !== undefined && sys.space.sys.id !== config.spaceId) return false;
  if (type === "Asset") return isOurs(sys.id);
  const contentType = sys.contentType?.sys.id;
  if (contentType === config.provenanceType) return false;
  return config.itemType === undefined || contentType === undefined || contentType === config.itemType;
}

/** Webhooks name the environment itself, targets often its alias. */
async function isOurEnvironment(
  context: ContentfulContext,
  { sys }: Payload,
  { request, open }: { readonly request: IncomingWebhook; readonly open: OpenSession },
): Promise<boolean> {
  const environmentId = sys.environment?.sys.id;
  if (environmentId === undefined || environmentId === context.config.environmentId) return true;
  // A host that gives the secret gives no credentials to ask with; a look too many does no harm.
  if (request.secret !== undefined) return true;
  const { facts } = await open(context);
  return facts.environmentId === environmentId;
}
