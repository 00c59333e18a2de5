import { badRequest, notFound, versionMismatch } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";
import type { ContentfulState, Environment, Space, TokenRole } from "./state.ts";

/** One request, resolved to the space and environment it is about. */
export interface Call {
  readonly state: ContentfulState;
  readonly role: TokenRole;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Json;
  readonly raw: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly body?: JsonObject;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export interface Route {
  readonly method: string;
  /** As in `/spaces/:space/environments/:environment/assets/:id`. */
  readonly path: string;
  readonly handler: Handler;
}

export function spaceOf(call: Call): Space {
  const id = call.params.space ?? "";
  const space = call.state.spaces.get(id);
  // A space the token cannot see does not exist for it.
  if (space === undefined || !call.role.spaces.includes(id)) throw notFound("Space", id);
  return space;
}

/** The environment of the path, or the one the alias of the path points at. */
export function environmentOf(call: Call): Environment {
  const space = spaceOf(call);
  const id = call.params.environment ?? "";
  const found = space.environments.get(space.aliases.get(id) ?? id);
  if (found === undefined) throw notFound("Environment", id);
  return found;
}

export function idOf(call: Call): string {
  return call.params.id ?? "";
}

/** Ids are 1 to 64 of `A-Z a-z 0-9 - _ .` (Content Management API reference, "Resource IDs"). */
export function checkId(id: string): void {
  if (!/^[A-Za-z0-9\-_.]{1,64}$/.test(id)) throw badRequest(`"${id}" is not a valid resource ID`);
}

export function versionHeader(call: Call): number | undefined {
  const text = call.headers["x-contentful-version"];
  return text === undefined || text === "" ? undefined : Number(text);
}

/** Updating needs the current version: none or another one is a mismatch ("Updating content", CMA reference). */
export function checkVersion(call: Call, current: number): void {
  if (versionHeader(call) !== current) throw versionMismatch();
}

export function collection(
  items: JsonObject[],
  total = items.length,
  page = { skip: 0, limit: 100 },
): JsonObject {
  return { sys: { type: "Array" }, total, skip: page.skip, limit: page.limit, items };
}
