import type { OperationId } from "@assetql/contract";
import type { ApiHome } from "../api-home.ts";

/** Whose workspace something is made in. */
export interface Maker {
  readonly home: ApiHome;
  /** An admin key. */
  readonly key: string;
}

export interface SampleInput {
  /** Further parameters of the path, where those that any operation gets will not do. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: FormData;
}

export interface Prepared {
  /** Of the first parameter of the path. */
  readonly id?: string;
  /** Who calls, when it is not the maker. */
  readonly key?: string;
}

/** What a part of the API is tried with. */
export interface Samples {
  /** A maker a collection, by the path before its id: makes one in the maker's workspace, and returns its id. */
  readonly makers: Readonly<Record<string, (maker: Maker) => Promise<string>>>;
  /** What each operation is sent beside its path, when it needs something. */
  readonly inputs: { readonly [Id in OperationId]?: (maker: Maker) => Promise<SampleInput> };
  /** What has to be so before an operation can succeed, where the maker of its collection is not enough. */
  readonly preparations: { readonly [Id in OperationId]?: (maker: Maker) => Promise<Prepared> };
}

export interface Row {
  readonly [member: string]: unknown;
  readonly id: string;
}

export async function request<T = Row>(
  { home, key }: Maker,
  method: string,
  path: string,
  json?: unknown,
): Promise<T> {
  const response = await home.send(method, path, { key, ...(json === undefined ? {} : { json }) });
  if (response.status >= 400) throw new Error(`${method} ${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Id of the first item of a list. */
export async function firstAt(maker: Maker, path: string): Promise<string> {
  const { items } = await request<{ items: Row[] }>(maker, "GET", path);
  const [first] = items;
  if (first === undefined) throw new Error(`Nothing at ${path}`);
  return first.id;
}
