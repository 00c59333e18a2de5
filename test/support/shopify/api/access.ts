import { type GraphQLNamedType, type GraphQLResolveInfo, getNamedType, isObjectType } from "graphql";
import type { CallContext } from "../context.ts";
import { apiError } from "../errors.ts";
import type { Access } from "../schema.ts";

/**
 * Refuses a field whose scopes the token does not have, by the schema's own list: those of the field, and those of the
 * type that it gives. https://shopify.dev/docs/api/usage/access-scopes
 */
export function checkAccess({ admin, scopes }: CallContext, info: GraphQLResolveInfo): void {
  const type = itemType(getNamedType(info.returnType));
  for (const key of [`${info.parentType.name}.${info.fieldName}`, type.name]) {
    const access = admin.access.get(key);
    if (access === undefined || hasOne(scopes, access)) continue;
    throw apiError(
      `Access denied for ${info.fieldName} field. Required access: ${access.words}`,
      "ACCESS_DENIED",
      {
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess: access.words,
      },
    );
  }
}

/** A connection is denied itself, not only what is in it. */
function itemType(type: GraphQLNamedType): GraphQLNamedType {
  if (!isObjectType(type) || !type.name.endsWith("Connection")) return type;
  const nodes = type.getFields().nodes;
  return nodes === undefined ? type : getNamedType(nodes.type);
}

/** A scope to write includes the one to read the same. */
const hasOne = (granted: readonly string[], { scopes }: Access): boolean =>
  scopes.some((scope) => granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_")));
