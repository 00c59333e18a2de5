import type { FieldError } from "./errors.ts";
import { isObject, type Json, type JsonObject, textAt } from "./json.ts";
import type { ContentType, Environment, Field, LocalizedFields } from "./state.ts";

/**
 * The fields of an entry against its content type and the locales of the environment.
 *
 * Mirrors "Content types" (fields, localized, required) and "Technical limits" (short text 256, long text
 * 50,000 characters, 1 MB a request) of the reference. A draft may lack required fields; publishing may not.
 */
export function checkFields(
  environment: Environment,
  type: ContentType,
  fields: LocalizedFields,
): FieldError[] {
  const errors: FieldError[] = [];
  const locales = new Set(environment.locales.map(({ code }) => code));
  const home = environment.locales.find((locale) => locale.default)?.code;
  for (const [id, values] of Object.entries(fields)) {
    const field = type.fields.find((each) => each.id === id);
    if (field === undefined) {
      errors.push(unknown(["fields", id]));
      continue;
    }
    for (const [locale, value] of Object.entries(values)) {
      const path = ["fields", id, locale];
      if (!locales.has(locale) || (!field.localized && locale !== home)) errors.push(unknown(path));
      else if (value !== null) errors.push(...checkValue(field, value, path));
    }
  }
  return errors;
}

/** What stands in the way of publishing: required fields without a value in a locale that is not optional. */
export function missingFields(
  environment: Environment,
  type: ContentType,
  fields: LocalizedFields,
): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of type.fields.filter(({ required }) => required)) {
    for (const { code, default: home, optional } of environment.locales) {
      if (optional || (!field.localized && !home)) continue;
      const value = fields[field.id]?.[code];
      if (value === undefined || value === null || value === "") {
        errors.push({
          name: "required",
          path: ["fields", field.id, code],
          details: `The property "${field.id}" is required here`,
        });
      }
    }
  }
  return errors;
}

/** Every link in the fields, with where it is. */
export function linksOf(fields: LocalizedFields): { link: JsonObject; path: (string | number)[] }[] {
  const found: { link: JsonObject; path: (string | number)[] }[] = [];
  const walk = (value: Json, path: (string | number)[]): void => {
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) walk(each, [...path, index]);
    } else if (isObject(value)) {
      if (textAt(value, "sys", "type") === "Link") found.push({ link: value, path });
      else for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
    }
  };
  for (const [id, values] of Object.entries(fields)) {
    for (const [locale, value] of Object.entries(values)) walk(value, ["fields", id, locale]);
  }
  return found;
}

function unknown(path: string[]): FieldError {
  return { name: "unknown", path, details: `The property "${path.at(-1)}" is not expected` };
}

function checkValue(field: Field, value: Json, path: string[]): FieldError[] {
  if (field.type === "Array") {
    const { items } = field;
    if (!Array.isArray(value) || items === undefined) return [wrongType("Array", value, path)];
    return value.flatMap((each, index) => checkOne(items, each, [...path, String(index)]));
  }
  return checkOne(field, value, path);
}

function checkOne(field: { type: string; linkType?: string }, value: Json, path: string[]): FieldError[] {
  if (!isOfType(field, value)) return [wrongType(field.type, value, path)];
  const most = field.type === "Symbol" ? 256 : 50_000;
  if (typeof value === "string" && value.length > most) {
    return [{ name: "size", path, details: `Size must be at most ${most}`, value: value.length }];
  }
  return [];
}

function wrongType(type: string, value: Json, path: string[]): FieldError {
  return {
    name: "type",
    path,
    details: `The type of "${path.at(-1)}" is incorrect, expected type: ${type}`,
    value,
  };
}

function isOfType(field: { type: string; linkType?: string }, value: Json): boolean {
  switch (field.type) {
    case "Symbol":
    case "Text":
    case "Date":
      return typeof value === "string";
    case "Integer":
      return Number.isInteger(value);
    case "Number":
      return typeof value === "number";
    case "Boolean":
      return typeof value === "boolean";
    case "Link":
      return textAt(value, "sys", "type") === "Link" && textAt(value, "sys", "linkType") === field.linkType;
    case "RichText":
      return textAt(value, "nodeType") === "document";
    case "Location":
    case "Object":
      return isObject(value) || Array.isArray(value);
    default:
      return false;
  }
}
