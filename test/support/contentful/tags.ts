import { checkId, collection, environmentOf, idOf, type Route, versionHeader } from "./call.ts";
import { mayWrite } from "./entity-routes.ts";
import { invalid, notFound, versionMismatch } from "./errors.ts";
import { type JsonObject, textAt } from "./json.ts";

/**
 * Tags: an id and a name that is used once, private or public. Mirrors "Content tags" of the CMA reference.
 */
export const tagRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/spaces/:space/environments/:environment/tags",
    handler: (call) => ({
      status: 200,
      body: collection([...environmentOf(call).tags].map(([id, tag]) => tagBody(id, tag))),
    }),
  },
  {
    method: "GET",
    path: "/spaces/:space/environments/:environment/tags/:id",
    handler: (call) => {
      const tag = environmentOf(call).tags.get(idOf(call));
      if (tag === undefined) throw notFound("Tag", idOf(call));
      return { status: 200, body: tagBody(idOf(call), tag) };
    },
  },
  {
    method: "PUT",
    path: "/spaces/:space/environments/:environment/tags/:id",
    handler: (call) => {
      mayWrite(call);
      const id = idOf(call);
      checkId(id);
      const { tags } = environmentOf(call);
      const current = tags.get(id);
      if (current !== undefined && versionHeader(call) !== current.version) throw versionMismatch();
      const name = textAt(call.body, "name");
      const taken = [...tags].some(([other, tag]) => other !== id && tag.name === name);
      if (name === undefined || taken) {
        const details = name === undefined ? "A tag needs a name" : `A tag named "${name}" exists already`;
        throw invalid("ValidationFailed", [{ name: taken ? "taken" : "required", path: ["name"], details }]);
      }
      const visibility = textAt(call.body, "sys", "visibility") ?? "private";
      const tag = { name, visibility, version: (current?.version ?? 0) + 1 };
      tags.set(id, tag);
      return { status: current === undefined ? 201 : 200, body: tagBody(id, tag) };
    },
  },
];

function tagBody(id: string, tag: { name: string; visibility: string; version: number }): JsonObject {
  return { sys: { type: "Tag", id, version: tag.version, visibility: tag.visibility }, name: tag.name };
}
