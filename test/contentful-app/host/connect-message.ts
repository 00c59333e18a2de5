import type { FakeContentful } from "../../support/contentful/index.ts";
import { APP_ID, type HostState } from "./state.ts";

export type Place =
  | { readonly location: "app-config" }
  | { readonly location: "page"; readonly path: string }
  | { readonly location: "entry-sidebar"; readonly entryId: string }
  | { readonly location: "dialog"; readonly parameters: unknown };

/** The first message the app gets, as the SDK reads it. */
export function connectMessage(state: HostState, channel: string, place: Place) {
  const { contentful, environmentId, installation } = state;
  const codes = contentful.environment.locales.map(({ code }) => code);
  const perLocale = <T>(value: T) => Object.fromEntries(codes.map((code) => [code, value]));
  return {
    id: channel,
    location: place.location,
    parameters: {
      installation: installation?.parameters ?? {},
      instance: {},
      invocation:
        place.location === "dialog"
          ? place.parameters
          : place.location === "page"
            ? { path: place.path }
            : {},
    },
    locales: {
      default: codes[0],
      available: codes,
      names: Object.fromEntries(codes.map((code) => [code, code])),
      fallbacks: perLocale(undefined),
      optional: perLocale(true),
      direction: perLocale("ltr"),
    },
    user: {
      sys: { id: "editor1", type: "User" },
      firstName: "Edda",
      lastName: "Torial",
      email: "edda@example.com",
    },
    initialContentTypes: [],
    ids: {
      user: "editor1",
      organization: "org1",
      app: APP_ID,
      space: contentful.spaceId,
      environment: environmentId,
      ...(place.location === "entry-sidebar" ? { entry: place.entryId, contentType: "article" } : {}),
    },
    hostnames: { webapp: "app.contentful.com", management: contentful.host },
    ...(place.location === "entry-sidebar" ? editorParts(contentful, place.entryId) : {}),
  };
}

function editorParts({ environment }: FakeContentful, entryId: string) {
  const entry = environment.entries.get(entryId);
  const type = environment.contentTypes.get("article");
  if (entry === undefined || type === undefined) throw new Error(`There is no entry ${entryId}`);
  const codes = environment.locales.map(({ code }) => code);
  const [first = ""] = codes;
  return {
    contentType: { sys: { id: type.id, type: "ContentType" }, ...type },
    entry: { sys: { id: entryId, type: "Entry" }, metadata: { tags: [] } },
    fieldInfo: type.fields.map((field) => ({
      ...field,
      validations: [],
      locales: field.localized ? codes : [first],
      values: entry.fields[field.id] ?? {},
      isDisabled: {},
      schemaErrors: {},
    })),
    editorInterface: { sys: { id: "default", type: "EditorInterface" }, controls: [] },
    editor: { localeSettings: { mode: "multi" }, showHiddenFields: false },
  };
}
