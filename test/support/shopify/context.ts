import type { ExecutionResult } from "graphql";
import type { Asked } from "./api/selections.ts";
import type { Backstage } from "./backstage.ts";
import { Unsupported } from "./errors.ts";
import type { AdminSchema } from "./schema.ts";
import type { FakeCollection } from "./state.ts";

/** One call of the Admin API while it is carried out. */
export interface CallContext {
  readonly backstage: Backstage;
  readonly admin: AdminSchema;
  readonly scopes: readonly string[];
  /** In a bulk operation connections are not paged: all of their items are taken. */
  readonly bulk: boolean;
  /** It does not know yet of what was attached last. */
  readonly isLate?: boolean;
  readonly parts: Parts;
}

/** What the parts of the API need of each other and cannot import without going round in a circle. */
export interface Parts {
  collectionView(context: CallContext, collection: FakeCollection): View;
  /** Runs a validated operation, without a price. */
  carryOut(context: CallContext, asked: Asked): Promise<ExecutionResult>;
}

/** An object of the API: a value or a function for each field that is implemented, and no other. */
export type View = { readonly __typename: string } & Readonly<Record<string, unknown>>;

export type Arguments = Readonly<Record<string, unknown>>;

export type FieldFunction = (args: Arguments, context: CallContext) => unknown;

/** Remembers what is not implemented, and gives what to throw. */
export function unsupported(context: { readonly backstage: Backstage }, what: string): Unsupported {
  context.backstage.unsupported.push(what);
  return new Unsupported(what);
}

/** Refuses arguments that a field does not look at. */
export function only(context: CallContext, field: string, args: Arguments, known: readonly string[]): void {
  for (const [name, value] of Object.entries(args)) {
    if (value === null || value === undefined || value === false || known.includes(name)) continue;
    throw unsupported(context, `${field}(${name}: ${JSON.stringify(value)})`);
  }
}
