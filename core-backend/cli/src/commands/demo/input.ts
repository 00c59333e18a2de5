import { stat } from "node:fs/promises";
import path from "node:path";
import { sampleCatalogue, sampleStyles } from "@assetql/samples";
import { wrongInput } from "../../errors.ts";
import { type NamedFile, readInputFile } from "../../input-files.ts";
import type { Session } from "../../session.ts";
import { headOfCsv } from "./head-of-csv.ts";
import { DEFAULT_SAMPLE_STYLE, type DemoOptions } from "./options.ts";

/** What a demo works on, read and checked before anything starts. */
export interface DemoInput {
  readonly name: string;
  readonly csv: Uint8Array<ArrayBuffer>;
  readonly template: string;
  readonly style: { readonly name: string; readonly references: readonly NamedFile[] };
}

/** The user's own files where they gave some, else the samples. Throws usage errors. */
export async function readDemoInput(session: Session, options: DemoOptions): Promise<DemoInput> {
  if (options.csv !== undefined && options.template === undefined) {
    throw wrongInput(
      '--csv needs --template: the prompt with the CSV\'s columns in it, as in "{subject} in {colour}".',
    );
  }
  if (options.style !== undefined && options.sampleStyle !== undefined) {
    throw wrongInput("Give the style with either --style or --sample-style.");
  }
  await assertFolder(session, options.out);
  const csv = await readInputFile(session, options.csv ?? sampleCatalogue.csvPath);
  return {
    name: options.csv === undefined ? sampleCatalogue.name : path.parse(csv.name).name,
    csv: options.rows === undefined ? csv.bytes : headOfCsv(csv.bytes, options.rows),
    template: options.template ?? sampleCatalogue.template,
    style:
      options.style === undefined
        ? await drawSample(options.sampleStyle)
        : await readStyle(session, options.style),
  };
}

async function assertFolder(session: Session, out: string): Promise<void> {
  const found = await stat(session.resolve(out)).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) throw wrongInput(`--out ${out} is a file; name a folder.`);
}

async function readStyle(session: Session, files: readonly string[]): Promise<DemoInput["style"]> {
  return {
    name: "Your style",
    references: await Promise.all(files.map((file) => readInputFile(session, file))),
  };
}

async function drawSample(id = DEFAULT_SAMPLE_STYLE): Promise<DemoInput["style"]> {
  const style = sampleStyles.find((sample) => sample.id === id);
  if (style === undefined) throw wrongInput(`There is no sample style ${JSON.stringify(id)}.`);
  const references = await style.draw();
  return {
    name: style.title,
    references: references.map(({ name, png }) => ({ name: `${name}.png`, bytes: Uint8Array.from(png) })),
  };
}
