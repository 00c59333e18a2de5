import { ConnectorError, type Health } from "@assetql/connector-sdk";
import { conceptsOf } from "./asset-fields.ts";
import { type EnvironmentFacts, placeIn } from "./environment.ts";
import { prepare, whatIsMissing } from "./prepare.ts";
import { hasCode, orAbsent } from "./problems.ts";
import { type ContentfulContext, type OpenSession, openClient, type Session } from "./session.ts";

/**
 * Whether the space can be reached, read and written as the target wants, and what is missing there. Makes what is
 * missing when the target asks for it.
 */
export async function check(context: ContentfulContext, open: OpenSession): Promise<Health> {
  try {
    const client = await openClient(context);
    const space = await client.space.get({});
    let session = await open(context, { isFresh: true });
    checkPlace(session);
    await checkConcepts(session, space.sys.organization?.sys.id);
    const made = context.config.prepare ? await prepare(session) : [];
    if (made.length > 0) session = await open(context, { isFresh: true });
    const missing = await whatIsMissing(session);
    const shown = { ...factsOf(session, space.name), ...(made.length > 0 ? { made: made.join(", ") } : {}) };
    if (missing.length > 0) return { ...failing("config-invalid", missing.join(" ")), facts: shown };
    return { status: "ok", code: null, detail: `Connected to the space “${space.name}”.`, facts: shown };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ...failing(error.code, error.message), facts: {} };
  }
}

function failing(code: string, detail: string): Pick<Health, "status" | "code" | "detail"> {
  return { status: "failing", code, detail: detail.slice(0, 1_000) };
}

function factsOf({ facts, config }: { facts: EnvironmentFacts; config: Session["config"] }, space: string) {
  const isAlias = facts.environmentId !== config.environmentId;
  return {
    space,
    environment: isAlias ? `${config.environmentId} → ${facts.environmentId}` : facts.environmentId,
    defaultLocale: facts.defaultLocale,
    locales: facts.locales.join(", "),
  };
}

function checkPlace({ facts, config }: Session): void {
  if (config.itemType === undefined) return;
  if (!facts.contentTypes.has(config.itemType)) {
    throw new ConnectorError("config-invalid", `The environment has no content type “${config.itemType}”.`);
  }
  placeIn(facts, config, config.itemType);
}

/** Concepts belong to the organisation, which a token need not reach: then it is left to the first publication. */
async function checkConcepts({ client, config }: Session, organizationId: string | undefined): Promise<void> {
  if (organizationId === undefined) return;
  for (const conceptId of new Set(conceptsOf(config))) {
    try {
      const concept = await orAbsent(client.concept.get({ organizationId, conceptId }));
      if (concept !== undefined) continue;
    } catch (error) {
      if (hasCode(error, "permission-denied")) return;
      if (!hasCode(error, "config-invalid")) throw error;
    }
    throw new ConnectorError(
      "config-invalid",
      `Contentful has no taxonomy concept with the id “${conceptId}”.`,
    );
  }
}
