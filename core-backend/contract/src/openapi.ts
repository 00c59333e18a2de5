import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { operations } from "./operations/index.ts";
import type { Operation, RequestBody } from "./operations/operation.ts";
import { type ProblemCode, problemCatalogue, problemSchema } from "./problem.ts";

const COMMON_PROBLEMS: readonly ProblemCode[] = [
  "request-invalid",
  "headers-too-large",
  "internal",
  "unavailable",
];
const KEY_PROBLEMS: readonly ProblemCode[] = ["unauthenticated", "forbidden"];
const RATE_PROBLEMS: readonly ProblemCode[] = ["rate-limited"];
const BODY_PROBLEMS: readonly ProblemCode[] = ["body-invalid", "payload-too-large", "media-type-unsupported"];
const IDEMPOTENCY_PROBLEMS: readonly ProblemCode[] = [
  "idempotency-key-invalid",
  "idempotency-key-in-use",
  "idempotency-key-reused",
];

/** Every problem that this operation may answer with. */
export function problemsOf(operation: Operation): readonly ProblemCode[] {
  return [
    ...COMMON_PROBLEMS,
    ...(operation.role === "public" ? [] : KEY_PROBLEMS),
    // Health, documents and signed files have no rate limit.
    ...(operation.path.startsWith("/api/") ? RATE_PROBLEMS : []),
    ...(operation.body === undefined ? [] : BODY_PROBLEMS),
    ...(operation.idempotent ? IDEMPOTENCY_PROBLEMS : []),
    ...operation.problems,
  ];
}

function problemResponses(operation: Operation) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) {
    const { status } = problemCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problemCatalogue[code].title}`).join("; "),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
}

function successResponse({ response }: Operation) {
  switch (response.kind) {
    case "json":
      return { description: "Done", content: { "application/json": { schema: response.schema } } };
    case "empty":
      return { description: "Done; no content" };
    case "text":
      return {
        description: response.description,
        content: Object.fromEntries(
          [response.contentType, ...(response.otherContentTypes ?? [])].map((type) => [
            type,
            { schema: z.string() },
          ]),
        ),
      };
    case "redirect":
      return { description: response.description, headers: z.object({ Location: z.string() }) };
  }
}

function multipartSchema(body: RequestBody, files: NonNullable<RequestBody["multipart"]>["files"]) {
  const parts = Object.entries(files).map(([name, { maxCount, description }]) => {
    const file = z.string().meta({ format: "binary", description });
    return [name, maxCount > 1 ? z.array(file).max(maxCount).optional() : file.optional()] as const;
  });
  return z.intersection(body.schema, z.object(Object.fromEntries(parts)));
}

function requestBody(body: RequestBody) {
  return {
    required: true,
    content: {
      "application/json": { schema: body.schema },
      ...(body.multipart === undefined
        ? {}
        : { "multipart/form-data": { schema: multipartSchema(body, body.multipart.files) } }),
    },
  };
}

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .min(8)
    .max(200)
    .optional()
    .describe("A repeated call with this key answers what the first one did"),
});

function accessOf({ role, operator }: Operation): string {
  const whose = operator ? " Of keys, only an operator's may." : "";
  if (role === "identity") return `Needs a key, or a person's token with or without a workspace.${whose}`;
  return `Needs the role \`${role}\`.${whose}`;
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.role === "public" ? [] : [{ apiKey: [] }, { person: [] }],
    ...(operation.role === "public" ? {} : { description: accessOf(operation) }),
    requestParams: {
      ...(operation.params === undefined ? {} : { path: operation.params }),
      ...(operation.query === undefined ? {} : { query: operation.query }),
      ...(operation.idempotent ? { header: idempotencyHeader } : {}),
    },
    ...(operation.body === undefined ? {} : { requestBody: requestBody(operation.body) }),
    responses: {
      [String(operation.response.status)]: successResponse(operation),
      ...problemResponses(operation),
    },
  };
}

/** The OpenAPI 3.1 document of the whole API. */
export function openApiDocument(info: { version: string; serverUrl?: string }) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of Object.values<Operation>(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operation),
    };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "AssetQL",
      version: info.version,
      description: "From a CSV and a few style references to scored, exported images.",
      license: { name: "MIT", identifier: "MIT" },
    },
    ...(info.serverUrl === undefined ? {} : { servers: [{ url: info.serverUrl }] }),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "A key of a workspace: `aql_…`" },
        person: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description:
            "A token of an identity provider that the hub trusts. `X-Workspace-Id` says which workspace is meant; whoever belongs to one only can leave it out.",
        },
      },
    },
  });
}
