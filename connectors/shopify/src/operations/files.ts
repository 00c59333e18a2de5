import { z } from "zod";
import { operation } from "../client/operation.ts";

/** Why a mutation refused one of its inputs: `field` is the path to it, as in `files`, `0`, `alt`. */
export const userErrorSchema = z.object({
  field: z.array(z.string()).nullable(),
  message: z.string(),
  code: z.string().nullish(),
});
export type UserError = z.infer<typeof userErrorSchema>;

export interface StagedUploadInput {
  readonly filename: string;
  readonly mimeType: string;
  readonly resource: "IMAGE";
  readonly httpMethod: "POST";
}

const stagedTargetSchema = z.object({
  url: z.string(),
  resourceUrl: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type StagedTarget = z.infer<typeof stagedTargetSchema>;

export const stageUploads = operation<{ readonly input: readonly StagedUploadInput[] }>()({
  name: "StageUploads",
  document: `
  mutation StageUploads($input: [StagedUploadInput!]!) {
    stagedUploadsCreate(input: $input) {
      stagedTargets { url resourceUrl parameters { name value } }
      userErrors { field message }
    }
  }`,
  schema: z.object({
    stagedUploadsCreate: z.object({
      stagedTargets: z.array(stagedTargetSchema).nullable(),
      userErrors: z.array(userErrorSchema),
    }),
  }),
});

export interface FileCreateInput {
  readonly originalSource: string;
  readonly filename: string;
  readonly alt: string;
  readonly contentType: "IMAGE";
  /** A name that is taken is told, so that nothing is made twice. */
  readonly duplicateResolutionMode: "RAISE_ERROR";
}

export const createFiles = operation<{ readonly files: readonly FileCreateInput[] }>()({
  name: "CreateFiles",
  document: `
  mutation CreateFiles($files: [FileCreateInput!]!) {
    fileCreate(files: $files) { files { id } userErrors { field message code } }
  }`,
  schema: z.object({
    fileCreate: z.object({
      files: z.array(z.object({ id: z.string() })).nullable(),
      userErrors: z.array(userErrorSchema),
    }),
  }),
});

export interface FileUpdateInput {
  readonly id: string;
  readonly alt?: string;
  readonly referencesToAdd?: readonly string[];
  readonly referencesToRemove?: readonly string[];
}

export const updateFiles = operation<{ readonly files: readonly FileUpdateInput[] }>()({
  name: "UpdateFiles",
  document: `
  mutation UpdateFiles($files: [FileUpdateInput!]!) {
    fileUpdate(files: $files) { files { id } userErrors { field message code } }
  }`,
  schema: z.object({
    fileUpdate: z.object({
      files: z.array(z.object({ id: z.string() })).nullable(),
      userErrors: z.array(userErrorSchema),
    }),
  }),
});

/** An image of which an update has failed is READY again, as it was before; one that has never been READY is refused. */
export const acknowledgeFailedUpdates = operation<{ readonly fileIds: readonly string[] }>()({
  name: "AcknowledgeFailedUpdates",
  document: `
  mutation AcknowledgeFailedUpdates($fileIds: [ID!]!) {
    fileAcknowledgeUpdateFailed(fileIds: $fileIds) { userErrors { field message code } }
  }`,
  schema: z.object({ fileAcknowledgeUpdateFailed: z.object({ userErrors: z.array(userErrorSchema) }) }),
});

export const deleteFiles = operation<{ readonly fileIds: readonly string[] }>()({
  name: "DeleteFiles",
  document: `
  mutation DeleteFiles($fileIds: [ID!]!) {
    fileDelete(fileIds: $fileIds) { deletedFileIds userErrors { field message code } }
  }`,
  schema: z.object({
    fileDelete: z.object({
      deletedFileIds: z.array(z.string()).nullable(),
      userErrors: z.array(userErrorSchema),
    }),
  }),
});

export const fileStatuses = ["UPLOADED", "PROCESSING", "READY", "FAILED"] as const;
const fileStatusSchema = z.enum(fileStatuses);
export type FileStatus = z.infer<typeof fileStatusSchema>;

/** Of another type than was asked for: no more is read of it. */
const otherSchema = z.strictObject({}).transform(() => undefined);

/** One point an image, so that asking again costs little. */
export const fileStatusesById = operation<{ readonly ids: readonly string[] }>()({
  name: "FileStatuses",
  document: `
  query FileStatuses($ids: [ID!]!) {
    nodes(ids: $ids) { ... on MediaImage { id fileStatus } }
  }`,
  schema: z.object({
    nodes: z.array(z.object({ id: z.string(), fileStatus: fileStatusSchema }).or(otherSchema).nullable()),
  }),
});

const previewSchema = z.object({ image: z.object({ url: z.string() }).nullable() }).nullable();

const fileSchema = z.object({
  id: z.string(),
  alt: z.string().nullable(),
  fileStatus: fileStatusSchema,
  /** Null until it is READY, and after its content was replaced. Its name is the last part of the address. */
  image: z.object({ url: z.string() }).nullable(),
  /** There, too, when the content was replaced or could not be. Two points more, so lists of many do without. */
  preview: previewSchema.optional(),
});
export type FileRow = z.infer<typeof fileSchema>;

export const filesById = operation<{ readonly ids: readonly string[] }>()({
  name: "FilesById",
  document: `
  query FilesById($ids: [ID!]!) {
    nodes(ids: $ids) { ... on MediaImage { id alt fileStatus image { url } preview { image { url } } } }
  }`,
  schema: z.object({ nodes: z.array(fileSchema.or(otherSchema).nullable()) }),
});

export const searchFiles = operation<{ readonly query: string; readonly first: number }>()({
  name: "SearchFiles",
  document: `
  query SearchFiles($query: String!, $first: Int!) {
    files(first: $first, query: $query) { nodes { ... on MediaImage { id alt fileStatus image { url } } } }
  }`,
  schema: z.object({ files: z.object({ nodes: z.array(fileSchema.or(otherSchema)) }) }),
});

export const fileErrorsById = operation<{ readonly ids: readonly string[] }>()({
  name: "FileErrors",
  document: `
  query FileErrors($ids: [ID!]!) {
    nodes(ids: $ids) { ... on MediaImage { id fileErrors { code details message } preview { image { url } } } }
  }`,
  schema: z.object({
    nodes: z.array(
      z
        .object({
          id: z.string(),
          fileErrors: z.array(
            z.object({ code: z.string(), details: z.string().nullable(), message: z.string() }),
          ),
          preview: previewSchema,
        })
        .or(otherSchema)
        .nullable(),
    ),
  }),
});
