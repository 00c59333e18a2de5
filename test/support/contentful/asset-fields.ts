import { type Call, spaceOf } from "./call.ts";
import { readFields } from "./entries.ts";
import { type FieldError, invalid, unresolved } from "./errors.ts";
import { isObject, type Json, textAt } from "./json.ts";
import type { Environment, LocalizedFields } from "./state.ts";
import { uploadOf } from "./uploads.ts";

/** The fields of an asset as given; throws `ValidationFailed` for what an asset does not have. */
export function checkedFields(call: Call, environment: Environment): LocalizedFields {
  const fields = readFields(call.body);
  const locales = new Set(environment.locales.map(({ code }) => code));
  const errors: FieldError[] = [];
  for (const [id, values] of Object.entries(fields)) {
    if (!["title", "description", "file"].includes(id)) errors.push(unexpected(["fields", id]));
    for (const [locale, value] of Object.entries(values)) {
      const path = ["fields", id, locale];
      errors.push(...(locales.has(locale) ? checkValue(call, value, path) : [unexpected(path)]));
    }
  }
  if (errors.length > 0) throw invalid("ValidationFailed", errors);
  return fields;
}

function checkValue(call: Call, value: Json, path: string[]): FieldError[] {
  if (path[1] === "file") return checkFile(call, value, path);
  if (typeof value !== "string") return [wrongText(path)];
  return value.length > (path[1] === "title" ? 256 : 50_000) ? [tooLong(path)] : [];
}

function checkFile(call: Call, file: Json, path: string[]): FieldError[] {
  if (!isObject(file)) return [wrongText(path)];
  const uploadId = textAt(file, "uploadFrom", "sys", "id");
  const url = textAt(file, "url");
  if (uploadId !== undefined && uploadOf(call.state, spaceOf(call).id, uploadId) === undefined) {
    throw unresolved("Upload", uploadId, [...path, "uploadFrom"]);
  }
  if (url !== undefined && !call.state.files.has(url)) {
    return [{ name: "hasHostname", path: [...path, "url"], details: "Not a file of this space", value: url }];
  }
  const name = textAt(file, "fileName") ?? "";
  const type = textAt(file, "contentType") ?? "";
  const errors: FieldError[] = [];
  if (name === "" || name.length > 256) errors.push(required([...path, "fileName"]));
  if (!/^[a-z]+\/[a-z0-9.+-]+$/.test(type)) errors.push(required([...path, "contentType"]));
  if (uploadId === undefined && url === undefined && textAt(file, "upload") === undefined) {
    errors.push(required([...path, "upload"]), required([...path, "uploadFrom"]));
  }
  return errors;
}

export const required = (path: string[]): FieldError => ({
  name: "required",
  path,
  details: `The property "${path.at(-1)}" is required here`,
});

const unexpected = (path: string[]): FieldError => ({
  name: "unknown",
  path,
  details: `The property "${path.at(-1)}" is not expected`,
});

const wrongText = (path: string[]): FieldError => ({
  name: "type",
  path,
  details: `The type of "${path.at(-1)}" is incorrect`,
});

const tooLong = (path: string[]): FieldError => ({ name: "size", path, details: "Size must be at most 256" });
