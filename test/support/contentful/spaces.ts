import { collection, environmentOf, idOf, type Route, spaceOf } from "./call.ts";
import { notFound } from "./errors.ts";
import { type JsonObject, link } from "./json.ts";
import type { ContentfulState, Environment, Space } from "./state.ts";

/**
 * Spaces, environments, aliases, locales and the person a token belongs to.
 *
 * Mirrors "Spaces", "Environments", "Environment aliases" and "Locales" of the CMA reference. An alias can be
 * used wherever an environment id can.
 */
export const spaceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/users/me",
    handler: () => ({ status: 200, body: { sys: { type: "User", id: "user-1" } } }),
  },
  {
    method: "GET",
    path: "/spaces/:space",
    handler: (call) => ({ status: 200, body: spaceBody(spaceOf(call)) }),
  },
  {
    method: "GET",
    path: "/spaces/:space/environments",
    handler: (call) => {
      const space = spaceOf(call);
      const names = [...space.environments.keys(), ...space.aliases.keys()];
      return { status: 200, body: collection(names.map((name) => environmentBody(space, name))) };
    },
  },
  {
    method: "GET",
    path: "/spaces/:space/environments/:environment",
    handler: (call) => {
      environmentOf(call);
      return { status: 200, body: environmentBody(spaceOf(call), call.params.environment ?? "") };
    },
  },
  {
    method: "GET",
    path: "/spaces/:space/environment_aliases/:id",
    handler: (call) => {
      const space = spaceOf(call);
      const target = space.aliases.get(idOf(call));
      if (target === undefined) throw notFound("EnvironmentAlias", idOf(call));
      return { status: 200, body: aliasBody(space, idOf(call), target) };
    },
  },
  {
    method: "GET",
    path: "/spaces/:space/environment_aliases",
    handler: (call) => {
      const space = spaceOf(call);
      return {
        status: 200,
        body: collection([...space.aliases].map(([id, target]) => aliasBody(space, id, target))),
      };
    },
  },
  {
    method: "GET",
    path: "/spaces/:space/environments/:environment/locales",
    handler: (call) => ({ status: 200, body: collection(localeBodies(environmentOf(call))) }),
  },
  {
    method: "GET",
    path: "/organizations/:organization/taxonomy/concepts/:id",
    handler: (call) => ({ status: 200, body: conceptBody(call.state, idOf(call)) }),
  },
];

function spaceBody(space: Space): JsonObject {
  const organization = link("Organization", space.organizationId);
  return { sys: { type: "Space", id: space.id, version: 1, organization }, name: space.name };
}

function environmentBody(space: Space, name: string): JsonObject {
  const target = space.aliases.get(name);
  const sys: JsonObject = {
    type: "Environment",
    id: name,
    version: 1,
    space: link("Space", space.id),
    status: { sys: { type: "Link", linkType: "Status", id: "ready" } },
  };
  if (target !== undefined) sys.aliasedEnvironment = link("Environment", target);
  else {
    const aliases = [...space.aliases].filter(([, environment]) => environment === name);
    sys.aliases = aliases.map(([alias]) => link("EnvironmentAlias", alias));
  }
  return { sys, name };
}

function aliasBody(space: Space, id: string, target: string): JsonObject {
  const sys = { type: "EnvironmentAlias", id, version: 1, space: link("Space", space.id) };
  return { sys, environment: link("Environment", target) };
}

function localeBodies(environment: Environment): JsonObject[] {
  return environment.locales.map((locale) => ({
    sys: { type: "Locale", id: `locale-${locale.code}`, version: 1 },
    name: locale.code,
    internal_code: locale.code,
    code: locale.code,
    fallbackCode: locale.fallbackCode,
    default: locale.default,
    optional: locale.optional,
    contentManagementApi: true,
    contentDeliveryApi: true,
  }));
}

function conceptBody(state: ContentfulState, id: string): JsonObject {
  if (!state.concepts.has(id)) throw notFound("TaxonomyConcept", id);
  return { sys: { type: "TaxonomyConcept", id, version: 1 }, prefLabel: { "en-US": id }, broader: [] };
}
