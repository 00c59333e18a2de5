import { createHash } from "node:crypto";
import type { PackageDocument, PlacedFile } from "./platforms/format.ts";
import type { ExportProblem } from "./problems.ts";
import type { AssetRecord, ExportPlatform } from "./types.ts";

/** Version of manifest.json's own format. */
export const PACKAGE_FORMAT_VERSION = 1;

export const MANIFEST_PATH = "manifest.json";

export interface PackageIdentity {
  platform: ExportPlatform;
  /** The platform's name as people write it. */
  title: string;
  exportId: string;
  batchName: string;
}

/** Collects what manifest.json and ATTRIBUTION.txt say of the assets, a line per asset instead of objects. */
export class PackageLedger {
  readonly problems: ExportProblem[] = [];
  readonly #assetLines: string[] = [];
  readonly #attribution = new Set<string>();
  #hasDrafts = false;

  get assets(): number {
    return this.#assetLines.length;
  }

  addAsset(asset: AssetRecord, files: readonly PlacedFile[]): void {
    this.#assetLines.push(JSON.stringify(assetEntry(asset, files)));
    this.#hasDrafts ||= asset.generator.isDraft;
    for (const line of asset.generator.attribution) {
      const flat = line.replace(/\s+/g, " ").trim();
      if (flat !== "") this.#attribution.add(flat);
    }
  }

  /** ATTRIBUTION.txt, or nothing when no generator asks for attribution. */
  attribution(): readonly PackageDocument[] {
    if (this.#attribution.size === 0) return [];
    return [textDocument("ATTRIBUTION.txt", [...this.#attribution])];
  }

  readme(
    identity: PackageIdentity,
    { steps, remarks = [] }: { steps: readonly string[]; remarks?: readonly string[] },
  ): PackageDocument {
    const skipped = this.problems.length;
    return textDocument("README.txt", [
      `${identity.title} package of the batch "${flatten(identity.batchName)}"`,
      `Export ${flatten(identity.exportId)}: ${count(this.assets, "asset")}${skipped > 0 ? `, ${skipped} left out` : ""}.`,
      "",
      "How to import it",
      "",
      ...steps.flatMap((step, index) => [`${index + 1}. ${step}`, ""]),
      ...remarks.flatMap((remark) => [remark, ""]),
      "manifest.json lists every file with its SHA-256, and every asset with its prompt, seed, generator and style score.",
      ...(skipped > 0 ? ['It also says under "problems" which assets were left out and why.'] : []),
      ...(this.#hasDrafts
        ? ["Some images are drafts of the built-in draft renderer, made for trying things out."]
        : []),
      ...(this.#attribution.size > 0
        ? ["ATTRIBUTION.txt names who has to be credited when you publish the images."]
        : []),
    ]);
  }

  /**
   * manifest.json. `documents` are the package's other files that belong to no asset, `facts` further members of it.
   */
  manifest(
    identity: PackageIdentity,
    documents: readonly PackageDocument[],
    facts: Readonly<Record<string, unknown>> = {},
  ): PackageDocument {
    const head = JSON.stringify(
      {
        formatVersion: PACKAGE_FORMAT_VERSION,
        platform: identity.platform,
        exportId: identity.exportId,
        batchName: identity.batchName,
        assetCount: this.assets,
        ...facts,
        problems: this.problems,
        documents: documents.map(({ path, bytes }) => ({
          path,
          bytes: bytes.byteLength,
          sha256: sha256(bytes),
        })),
      },
      null,
      2,
    );
    const assets = this.#assetLines.length === 0 ? "[]" : `[\n    ${this.#assetLines.join(",\n    ")}\n  ]`;
    return textDocument(MANIFEST_PATH, [`${head.slice(0, -2)},`, `  "assets": ${assets}`, "}"]);
  }
}

/** Lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function assetEntry(asset: AssetRecord, files: readonly PlacedFile[]): object {
  const { assetId, version, sku, title, altText, category, tags, prompt, seed, generator, style } = asset;
  return {
    assetId,
    version,
    sku,
    title,
    altText,
    category,
    tags,
    prompt,
    seed,
    generator,
    style,
    createdAt: isoTime(asset.createdAt),
    sourceSha256: asset.sha256,
    metadata: asset.metadata,
    files: files.map(({ path, role, contentType, bytes, rendition }) => ({
      path,
      role,
      contentType,
      bytes: bytes.byteLength,
      sha256: rendition?.sha256 ?? sha256(bytes),
      width: rendition?.width,
      height: rendition?.height,
      quality: rendition?.quality,
      enlarged: rendition?.enlarged,
    })),
  };
}

/** RFC 3339, or nothing for a time no calendar has. */
function isoTime(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function textDocument(path: string, lines: readonly string[]): PackageDocument {
  return { path, bytes: Buffer.from(`${lines.join("\n")}\n`) };
}

function flatten(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
