import type { IncomingFile, OperationId, Operations } from "@assetql/contract";
import type { Principal } from "@assetql/core";
import type { ApiDeps } from "../api-deps.ts";

/** What a schema makes of its input, by the Standard Schema interface that zod implements. */
export type OutputOf<Schema> = Schema extends {
  readonly "~standard": { readonly types?: { readonly output: infer Output } | undefined };
}
  ? Output
  : never;

type ParamsOf<Id extends OperationId> = Operations[Id] extends { readonly params: infer Schema }
  ? OutputOf<Schema>
  : undefined;

type QueryOf<Id extends OperationId> = Operations[Id] extends { readonly query: infer Schema }
  ? OutputOf<Schema>
  : undefined;

type BodyOf<Id extends OperationId> = Operations[Id] extends {
  readonly body: { readonly schema: infer Schema };
}
  ? OutputOf<Schema>
  : undefined;

type FilesOf<Id extends OperationId> = Operations[Id] extends {
  readonly body: { readonly multipart: { readonly files: infer Files } };
}
  ? { readonly [Name in keyof Files]: readonly IncomingFile[] }
  : undefined;

type PrincipalOf<Id extends OperationId> = Operations[Id]["role"] extends "public" ? undefined : Principal;

/** The wire resource, nothing, or the address to go to. */
export type ResultOf<Id extends OperationId> = Operations[Id]["response"] extends {
  readonly schema: infer Schema;
}
  ? OutputOf<Schema>
  : Operations[Id]["response"] extends { readonly kind: "redirect" }
    ? string
    : unknown;

/** A request that has passed every check of the edge. */
export interface Call<Id extends OperationId> {
  readonly api: ApiDeps;
  readonly principal: PrincipalOf<Id>;
  readonly params: ParamsOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  readonly files: FilesOf<Id>;
  readonly idempotencyKey: string | undefined;
}

export type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<ResultOf<Id>>;
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
