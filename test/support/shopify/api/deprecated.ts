import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  NoDeprecatedCustomRule,
  type OperationDefinitionNode,
  typeFromAST,
  validate,
} from "graphql";

/** Everything deprecated that a document names, in words. */
export const deprecatedIn = (schema: GraphQLSchema, document: DocumentNode): readonly string[] =>
  validate(schema, document, [NoDeprecatedCustomRule], { maxErrors: 5 }).map(({ message }) => message);

/** The same of the values of variables, which no rule of the document sees. */
export function deprecatedInVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  return (operation.variableDefinitions ?? []).flatMap(({ type: node, variable }) => {
    // A validated document names types that there are.
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]) as GraphQLInputType;
    return deprecatedInValue(type, variables[variable.name.value]);
  });
}

function deprecatedInValue(type: GraphQLInputType, value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (isNonNullType(type)) return deprecatedInValue(type.ofType, value);
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item) => deprecatedInValue(type.ofType, item));
  }
  if (isEnumType(type)) {
    const reason = type.getValue(String(value))?.deprecationReason;
    return reason ? [`The enum value "${type.name}.${String(value)}" is deprecated. ${reason}`] : [];
  }
  if (!isInputObjectType(type) || typeof value !== "object") return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = (value as Record<string, unknown>)[field.name];
    if (inner === undefined) return [];
    if (field.deprecationReason)
      return [`The input field ${type.name}.${field.name} is deprecated. ${field.deprecationReason}`];
    return deprecatedInValue(field.type, inner);
  });
}
