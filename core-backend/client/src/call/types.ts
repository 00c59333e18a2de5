import type { AnswerOf, IncomingFile, InputOf, OperationId, Operations, OutputOf } from "@assetql/contract";

/** What is sent for a schema: its input, where members that the server coerces from text have their real type. */
type Sent<Schema> = {
  [Name in keyof InputOf<Schema>]: unknown extends InputOf<Schema>[Name]
    ?
        | OutputOf<Schema>[Name & keyof OutputOf<Schema>]
        | (undefined extends InputOf<Schema>[Name] ? undefined : never)
    : InputOf<Schema>[Name];
};

type ParamsInput<O> = O extends { readonly params: infer Schema }
  ? { readonly params: Sent<Schema> }
  : unknown;
type QueryInput<O> = O extends { readonly query: infer Schema } ? { readonly query?: Sent<Schema> } : unknown;
type BodyInput<O> = O extends { readonly body: { readonly schema: infer Schema } }
  ? { readonly body: Sent<Schema> }
  : unknown;
type FilesInput<O> = O extends { readonly body: { readonly multipart: { readonly files: infer Files } } }
  ? { readonly files?: { readonly [Name in keyof Files]?: readonly IncomingFile[] } }
  : unknown;

/** What a call of this operation takes. */
export type CallInput<Id extends OperationId> = ParamsInput<Operations[Id]> &
  QueryInput<Operations[Id]> &
  BodyInput<Operations[Id]> &
  FilesInput<Operations[Id]>;

/** What it resolves to: the wire resource, nothing, or the address it redirects to. */
export type CallResult<Id extends OperationId> = AnswerOf<Id, undefined>;

export type QueryOf<Id extends OperationId> = NonNullable<
  Operations[Id] extends { readonly query: infer Schema } ? Sent<Schema> : never
>;
export type BodyOf<Id extends OperationId> = Operations[Id] extends {
  readonly body: { readonly schema: infer Schema };
}
  ? Sent<Schema>
  : never;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of calls that create: repeat one with the same key, even after a restart, and nothing is made twice. */
  readonly idempotencyKey?: string | undefined;
}

/** Calls one operation of the contract. */
export type Call = <Id extends OperationId>(
  id: Id,
  input: CallInput<Id>,
  options?: CallOptions,
) => Promise<CallResult<Id>>;
