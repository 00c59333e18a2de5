import { missingProvenanceFields, provenanceContentType } from "./provenance.ts";
import type { Session } from "./session.ts";

const ASK = "Make it in Contentful, or switch on “prepare” at the target and check again.";

/** What the target names and the environment lacks, as sentences for an administrator. */
export async function whatIsMissing(session: Session): Promise<string[]> {
  const sentences = (await missingTags(session)).map((id) => `There is no tag with the id “${id}”. ${ASK}`);
  const { provenanceType } = session.config;
  if (provenanceType === null) return sentences;
  const type = session.facts.contentTypes.get(provenanceType);
  if (type === undefined) {
    return [...sentences, `There is no content type “${provenanceType}” for score, model and prompt. ${ASK}`];
  }
  const lacking = missingProvenanceFields(type.fields);
  if (lacking.length > 0) {
    sentences.push(
      `The content type “${provenanceType}” lacks the fields ${lacking.join(", ")}. Add them in Contentful.`,
    );
  }
  return sentences;
}

/** Makes the tags and the content type that are missing; what was made. Throws `permission-denied`. */
export async function prepare(session: Session): Promise<string[]> {
  const { client, config, facts } = session;
  const made: string[] = [];
  for (const tagId of await missingTags(session)) {
    const sys = { visibility: "private" as const };
    await client.tag.createWithId({ tagId }, { name: tagId, sys });
    made.push(`tag ${tagId}`);
  }
  const { provenanceType } = config;
  if (provenanceType === null || facts.contentTypes.has(provenanceType)) return made;
  const type = await client.contentType.createWithId(
    { contentTypeId: provenanceType },
    provenanceContentType(),
  );
  await client.contentType.publish({ contentTypeId: provenanceType }, type);
  made.push(`content type ${provenanceType}`);
  return made;
}

async function missingTags({ client, config }: Session): Promise<string[]> {
  if (config.tags.length === 0) return [];
  const { items } = await client.tag.getMany({ query: { limit: 1_000 } });
  return config.tags.filter((id) => !items.some(({ sys }) => sys.id === id));
}
