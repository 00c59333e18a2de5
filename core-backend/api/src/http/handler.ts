import type { AnswerOf, IncomingFile, OperationId, Operations, OutputOf } from "@assetql/contract";
import type { Caller, Principal } from "@assetql/core";
import type { ApiDeps } from "../api-deps.ts";

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

/** Whoever calls: a principal of a workspace, unless the operation takes those who have none. */
type PrincipalOf<Id extends OperationId> = Operations[Id]["role"] extends "public"
  ? undefined
  : Operations[Id]["role"] extends "identity"
    ? Caller
    : Principal;

/** A text of another content type than the operation's first one. */
export interface TypedText {
  readonly contentType: string;
  readonly text: string | AsyncIterable<string>;
}

/** What a handler gives back: a text may come in pieces; of an operation without content nobody looks at it. */
export type ResultOf<Id extends OperationId> = Operations[Id]["response"] extends { readonly kind: "text" }
  ? string | AsyncIterable<string> | TypedText
  : AnswerOf<Id, unknown>;

/** A request that has passed every check of the edge. */
export interface Call<Id extends OperationId> {
  readonly api: ApiDeps;
  readonly principal: PrincipalOf<Id>;
  readonly params: ParamsOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  readonly files: FilesOf<Id>;
  readonly idempotencyKey: string | undefined;
  /** Whether nobody waits for the answer any more, or the hub is about to stop: a call that waits gives up then. */
  readonly isGone: () => boolean;
}

export type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<ResultOf<Id>>;
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
