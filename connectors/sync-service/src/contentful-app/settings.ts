export interface ContentfulAppSettings {
  /** The signing secret of the app's definition, 64 characters; without it the app's requests are refused. */
  readonly secret?: string | undefined;
  /** `space/environment` → target id, for aliases and for environments with more than one target. */
  readonly targets?: ReadonlyMap<string, string> | undefined;
  /** The most that the app may do; `creator` unless told. */
  readonly role?: "creator" | "viewer" | undefined;
  /** Pages that may call, beside Contentful's own. */
  readonly origins?: readonly string[] | undefined;
  /** Of the built app, which is then served at `/contentful/app/ui/`. */
  readonly folder?: string | undefined;
}
