import { z } from "zod";
import { operation } from "../client/operation.ts";

const bulkOperationSchema = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullable(),
  /** A big number, as text. */
  objectCount: z.coerce.number(),
  url: z.string().nullable(),
});
export type BulkOperationRow = z.infer<typeof bulkOperationSchema>;

const FIELDS = "id status errorCode objectCount url";

export const runBulkQuery = operation<{ readonly query: string }>()({
  name: "RunBulkQuery",
  document: `
  mutation RunBulkQuery($query: String!) {
    bulkOperationRunQuery(query: $query) {
      bulkOperation { ${FIELDS} }
      userErrors { code field message }
    }
  }`,
  schema: z.object({
    bulkOperationRunQuery: z
      .object({
        bulkOperation: bulkOperationSchema.nullable(),
        userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
      })
      .nullable(),
  }),
});

export const bulkOperationById = operation<{ readonly id: string }>()({
  name: "BulkOperationById",
  document: `query BulkOperationById($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`,
  schema: z.object({ bulkOperation: bulkOperationSchema.nullable() }),
});
