import {
  type Call,
  checkId,
  checkVersion,
  collection,
  environmentOf,
  idOf,
  type Route,
  spaceOf,
  versionHeader,
} from "./call.ts";
import { accessDenied, invalid, notFound, versionMismatch } from "./errors.ts";
import { at, type Json, type JsonObject, link, textAt } from "./json.ts";
import type { ContentType, Environment, Field, Space } from "./state.ts";

const TYPES = "Symbol Text RichText Integer Number Date Location Boolean Link Array Object".split(" ");

/**
 * Content types: made with an id, activated by publishing, at most 50 fields.
 *
 * Mirrors "Content types" of the CMA reference; a type that is not activated takes no entries.
 */
export const contentTypeRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/spaces/:space/environments/:environment/content_types",
    handler: (call) => {
      const types = [...environmentOf(call).contentTypes.values()];
      const bodies = types.map((type) => contentTypeBody(spaceOf(call), environmentOf(call), type));
      return { status: 200, body: collection(bodies) };
    },
  },
  {
    method: "GET",
    path: "/spaces/:space/environments/:environment/content_types/:id",
    handler: (call) => ({
      status: 200,
      body: contentTypeBody(spaceOf(call), environmentOf(call), contentTypeOf(call)),
    }),
  },
  { method: "PUT", path: "/spaces/:space/environments/:environment/content_types/:id", handler: put },
  {
    method: "PUT",
    path: "/spaces/:space/environments/:environment/content_types/:id/published",
    handler: (call) => {
      mayModel(call);
      const type = contentTypeOf(call);
      checkVersion(call, type.version);
      type.publishedVersion = type.version;
      type.version += 1;
      return { status: 200, body: contentTypeBody(spaceOf(call), environmentOf(call), type) };
    },
  },
];

function put(call: Call): { status: number; body: JsonObject } {
  mayModel(call);
  const environment = environmentOf(call);
  const id = idOf(call);
  checkId(id);
  const current = environment.contentTypes.get(id);
  if (current === undefined && versionHeader(call) !== undefined) throw notFound("ContentType", id);
  if (current !== undefined && versionHeader(call) !== current.version) throw versionMismatch();
  const type = readContentType(id, call.body, (current?.version ?? 0) + 1);
  if (current?.publishedVersion !== undefined) type.publishedVersion = current.publishedVersion;
  environment.contentTypes.set(id, type);
  return {
    status: current === undefined ? 201 : 200,
    body: contentTypeBody(spaceOf(call), environment, type),
  };
}

function mayModel(call: Call): void {
  if (!call.role.contentModel) throw accessDenied("ContentType.create is not allowed for this role");
}

function contentTypeOf(call: Call): ContentType {
  const type = environmentOf(call).contentTypes.get(idOf(call));
  if (type === undefined) throw notFound("ContentType", idOf(call));
  return type;
}

function readContentType(id: string, body: Json, version: number): ContentType {
  const list = at(body, "fields");
  const fields = Array.isArray(list) ? list.map(readField) : [];
  const name = textAt(body, "name");
  const displayField = textAt(body, "displayField") ?? "";
  const errors = [
    ...(name === undefined ? [["name"]] : []),
    ...fields.flatMap((field, index) =>
      TYPES.includes(field.type) ? [] : [["fields", String(index), "type"]],
    ),
    ...(fields.length > 50 ? [["fields"]] : []),
    ...(fields.some((field) => field.id === displayField) ? [] : [["displayField"]]),
  ];
  if (errors.length > 0) {
    throw invalid(
      "ValidationFailed",
      errors.map((path) => ({
        name: "in",
        path,
        details: `The property "${path.at(-1)}" is not valid here`,
      })),
    );
  }
  return { id, name: name ?? id, displayField, fields, version };
}

function readField(value: Json): Field {
  const linkType = textAt(value, "linkType");
  const itemsType = textAt(value, "items", "type");
  const itemsLink = textAt(value, "items", "linkType");
  return {
    id: textAt(value, "id") ?? "",
    name: textAt(value, "name") ?? "",
    type: textAt(value, "type") ?? "",
    localized: at(value, "localized") === true,
    required: at(value, "required") === true,
    ...(linkType === undefined ? {} : { linkType }),
    ...(itemsType === undefined
      ? {}
      : { items: { type: itemsType, ...(itemsLink === undefined ? {} : { linkType: itemsLink }) } }),
  };
}

function contentTypeBody(space: Space, environment: Environment, type: ContentType): JsonObject {
  const sys: JsonObject = {
    type: "ContentType",
    id: type.id,
    version: type.version,
    space: link("Space", space.id),
    environment: link("Environment", environment.id),
  };
  if (type.publishedVersion !== undefined) sys.publishedVersion = type.publishedVersion;
  const fields = type.fields.map((field) => ({
    ...field,
    disabled: false,
    omitted: false,
    ...(field.items === undefined ? {} : { items: { ...field.items } }),
  }));
  return { sys, name: type.name, displayField: type.displayField, fields };
}
