import { openApiDocument } from "@assetql/contract/openapi";

type Document = { openapi: string; [member: string]: unknown };

const documents = new Map<string, Document>();

/** The OpenAPI document of this version, made at the first call: it never changes while the process runs. */
export function cachedOpenApi(version: string): Document {
  const known = documents.get(version);
  if (known !== undefined) return known;
  const document = { ...openApiDocument({ version }) };
  documents.set(version, document);
  return document;
}
