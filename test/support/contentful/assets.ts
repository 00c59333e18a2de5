import { createHash } from "node:crypto";
import sharp from "sharp";
import { checkedFields, required } from "./asset-fields.ts";
import {
  type Call,
  checkId,
  checkVersion,
  environmentOf,
  idOf,
  type Route,
  spaceOf,
  versionHeader,
} from "./call.ts";
import { edit, newEntity, readMetadata, touch } from "./entity.ts";
import { type EntityKind, entityOf, mayWrite } from "./entity-routes.ts";
import { invalid, notFound } from "./errors.ts";
import { isObject, type JsonObject, textAt } from "./json.ts";
import { uploadOf } from "./uploads.ts";

/**
 * Assets: title, description and one file per locale; a file is processed on request and some time later, and
 * only then has a `url`. A file that is no image under an image's content type never finishes, as in Contentful.
 *
 * Mirrors "Assets" and "Asset processing" of the CMA reference, and the details quoted in the issues
 * contentful-management.js#10, .rb#104, .rb#209, .py#69.
 */
export const assetKind: EntityKind = {
  type: "Asset",
  segment: "assets",
  create(call) {
    checkId(idOf(call));
    const environment = environmentOf(call);
    const fields = checkedFields(call, environment);
    const metadata = readMetadata(call.state, environment, call.body);
    return newEntity({ type: "Asset", id: idOf(call), fields, metadata });
  },
  update(call, entity) {
    const environment = environmentOf(call);
    edit(entity, checkedFields(call, environment), readMetadata(call.state, environment, call.body));
  },
  checkPublishable(_environment, { fields }) {
    const files = Object.entries(fields.file ?? {});
    const unprocessed = files.filter(([, file]) => textAt(file, "url") === undefined);
    if (files.length === 0) throw invalid("ValidationFailed", [required(["fields", "file"])]);
    if (unprocessed.length === 0) return;
    const errors = unprocessed.map(([locale]) => required(["fields", "file", locale, "url"]));
    throw invalid("ValidationFailed", errors);
  },
};

export const processRoute: Route = {
  method: "PUT",
  path: "/spaces/:space/environments/:environment/assets/:id/files/:locale/process",
  handler: (call) => {
    mayWrite(call);
    const asset = entityOf(assetKind, call);
    const locale = call.params.locale ?? "";
    if (versionHeader(call) !== undefined) checkVersion(call, asset.version);
    const file = asset.fields.file?.[locale];
    const path = ["fields", "file", locale];
    if (!isObject(file)) {
      const details = `No file specified for locale: ${locale}`;
      throw invalid("ValidationFailed", [{ name: "required", path, details }]);
    }
    const uploadId = textAt(file, "uploadFrom", "sys", "id");
    if (uploadId === undefined) {
      throw invalid("ValidationFailed", [required([...path, "upload"]), required([...path, "uploadFrom"])]);
    }
    const bytes = uploadOf(call.state, spaceOf(call).id, uploadId)?.bytes;
    if (bytes === undefined) throw notFound("Upload", uploadId);
    later(call, () => finish({ call, locale, uploadId, bytes }));
    return { status: 204 };
  },
};

interface Processing {
  readonly call: Call;
  readonly locale: string;
  readonly uploadId: string;
  readonly bytes: Buffer;
}

async function finish({ call, locale, uploadId, bytes }: Processing): Promise<void> {
  const picture = await sharp(bytes)
    .metadata()
    .catch(() => undefined);
  const asset = environmentOf(call).assets.get(idOf(call));
  const file = asset?.fields.file?.[locale];
  // Meanwhile the asset may be gone, or its file another one.
  if (asset === undefined || !isObject(file) || textAt(file, "uploadFrom", "sys", "id") !== uploadId) return;
  if (picture === undefined) return;
  const token = createHash("md5").update(bytes).update(String(asset.version)).update(locale).digest("hex");
  const fileName = textAt(file, "fileName") ?? "";
  const url = `//images.ctfassets.net/${spaceOf(call).id}/${asset.id}/${token}/${encodeURIComponent(fileName)}`;
  call.state.files.set(url, bytes);
  const image = { width: picture.width, height: picture.height };
  const processed: JsonObject = {
    contentType: textAt(file, "contentType") ?? "",
    fileName,
    url,
    details: { size: bytes.length, image },
  };
  asset.fields.file = { ...asset.fields.file, [locale]: processed };
  touch(asset);
}

function later(call: Call, run: () => Promise<void>): void {
  const { timers, processingMs } = call.state;
  const timer = setTimeout(() => {
    timers.delete(timer);
    void run();
  }, processingMs);
  timers.add(timer);
}
