import { z } from "zod";
import { publicationIdSchema } from "../ids.ts";
import { jsonSchema } from "../resources/connector.ts";
import { itemQuerySchema, itemSchema } from "../resources/item.ts";
import { snapshotSchema } from "../resources/publication.ts";
import { unityFilterModes, unityTextureTypes } from "./import-settings.ts";
import { BRIDGE_LIMITS } from "./protocol.ts";
import { bridgeProblemTextSchema, bridgeTransferSchema } from "./resources.ts";

/** Unity's: 32 lower-case hex digits. */
export const unityGuidSchema = z.string().regex(/^[0-9a-f]{32}$/);
/** Within the project, with `/`, as in `Assets/AssetQL/Potions/Textures/mana.png`. */
const projectPath = z.string().min(1).max(500);
const externalId = z.string().min(1).max(200);
const nothing = z.object({});

/** Import settings as they are, or are to be, in a texture's .meta. */
const settingsSchema = z.object({
  textureType: z.enum(unityTextureTypes),
  pixelsPerUnit: z.number(),
  filterMode: z.enum(unityFilterModes),
});

const observedSchema = z.object({
  externalId,
  /** Null: it is not there. */
  guid: unityGuidSchema.nullable(),
  path: projectPath.nullable(),
  /** By the names of `unityFieldNames`; those that nobody has written are absent. */
  fields: snapshotSchema,
});
export type UnityObserved = z.infer<typeof observedSchema>;

/**
 * What the bridge asks an editor for. All of it may be asked again after a lost connection, under the same id or
 * another, and then does nothing twice.
 */
export const bridgeCalls = {
  /** The project's own list of missing sprites. */
  "project.items": {
    params: z.object({
      search: itemQuerySchema.shape.search.unwrap().nullable(),
      ids: itemQuerySchema.shape.ids.unwrap().nullable(),
      cursor: z.string().nullable(),
    }),
    result: z.object({ items: z.array(itemSchema).max(100), cursor: z.string().nullable() }),
  },
  /** What is there; a moved texture is found by its GUID. */
  "project.observe": {
    params: z.object({
      references: z
        .array(z.object({ externalId, guid: unityGuidSchema.nullable() }))
        .max(BRIDGE_LIMITS.references),
    }),
    result: z.object({ found: z.array(observedSchema) }),
  },
  /**
   * Reserves a place for an image and says how much of it is staged already: `offset` equal to `bytes` means all of
   * it. `path` is where a new one is to go; the editor answers with where it goes: there, beside it under a name that
   * is free, or where the texture is by now. Frames under `transfer` follow from `offset` on.
   */
  "files.offer": {
    params: bridgeTransferSchema.extend({ pullId: publicationIdSchema, externalId, path: projectPath }),
    result: z.object({
      offset: z.int().nonnegative(),
      guid: unityGuidSchema,
      path: projectPath,
      /** There was no texture of this asset: it needs a .meta. */
      isNew: z.boolean(),
    }),
  },
  /** After the last frame: the content is checked, and what is to become of it is written down. Nothing of `Assets` changes. */
  "files.stage": {
    params: z.object({
      pullId: publicationIdSchema,
      externalId,
      guid: unityGuidSchema,
      path: projectPath,
      /** Null: the image stays as it is. */
      content: bridgeTransferSchema
        .omit({ transfer: true })
        .extend({ image: z.string().max(200) })
        .nullable(),
      /** The whole .meta of a new texture; null for one that is there. */
      meta: z.string().max(20_000).nullable(),
      /** Changes to the .meta of one that is there. */
      settings: settingsSchema.partial(),
      /** Fields that are kept in the mapping, with their new values. */
      fields: snapshotSchema,
      /** The asset's entry of `assetql-mapping.json`, for code and people. */
      mapping: z.record(z.string().max(60), jsonSchema),
    }),
    result: nothing,
  },
  /** Stages that a texture goes away. */
  "files.remove": {
    params: z.object({ pullId: publicationIdSchema, externalId, guid: unityGuidSchema }),
    result: nothing,
  },
  /** Everything staged for these goes to its place, and is imported once. What could not is told. */
  "import.commit": {
    params: z.object({ pullId: publicationIdSchema, externalIds: z.array(externalId).max(100_000) }),
    result: z.object({ failed: z.array(bridgeProblemTextSchema.extend({ externalId })) }),
  },
  /** Brings fields, the image among them, back to values they had before, or removes what was made. At once, without an import. */
  "import.restore": {
    params: z.object({
      pullId: publicationIdSchema,
      externalId,
      guid: unityGuidSchema,
      fields: snapshotSchema,
      remove: z.boolean(),
    }),
    result: nothing,
  },
  /** One import after restores, or after a pull that came to nothing. */
  "import.refresh": { params: z.object({ pullId: publicationIdSchema }), result: nothing },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export type BridgeCall = keyof typeof bridgeCalls;
export type BridgeCallParams<Name extends BridgeCall> = z.infer<(typeof bridgeCalls)[Name]["params"]>;
export type BridgeCallResult<Name extends BridgeCall> = z.infer<(typeof bridgeCalls)[Name]["result"]>;
