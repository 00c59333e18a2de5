import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** A validated operation with the values of its variables. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields of one response key, merged. */
export interface Field {
  readonly node: FieldNode;
  readonly key: string;
  readonly selections: readonly SelectionSetNode[];
}

/** What is asked of an object of a type, fragments resolved. */
export function fieldsOf(
  asked: Asked,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
): readonly Field[] {
  const fields = new Map<string, { node: FieldNode; key: string; selections: SelectionSetNode[] }>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const field = fields.get(key) ?? { node: selection, key, selections: [] };
        if (selection.selectionSet !== undefined) field.selections.push(selection.selectionSet);
        fields.set(key, field);
        continue;
      }
      const { condition, inner } = fragmentOf(asked, selection);
      if (condition === undefined || applies(asked, type, condition)) visit(inner);
    }
  };
  selections.forEach(visit);
  return [...fields.values()];
}

/** The types worth trying for an object: those that its selections name, and one that they do not. */
export function candidatesOf(
  asked: Asked,
  type: GraphQLCompositeType,
  selections: readonly SelectionSetNode[],
): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  const named = new Set<string>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) continue;
      const { condition, inner } = fragmentOf(asked, selection);
      if (condition !== undefined && condition !== type.name) named.add(condition);
      visit(inner);
    }
  };
  selections.forEach(visit);
  const possible = asked.schema.getPossibleTypes(type);
  const isNamed = (candidate: GraphQLObjectType): boolean =>
    [...named].some((condition) => applies(asked, candidate, condition));
  const other = possible.find((candidate) => !isNamed(candidate));
  return other === undefined ? possible.filter(isNamed) : [...possible.filter(isNamed), other];
}

/** The type of a field's objects; undefined for scalars and for `__typename`. */
export function compositeOf(parent: GraphQLObjectType, field: Field): GraphQLCompositeType | undefined {
  const definition = parent.getFields()[field.node.name.value];
  const type = definition === undefined ? undefined : getNamedType(definition.type);
  return isCompositeType(type) ? type : undefined;
}

export function argumentsOf(
  asked: Asked,
  parent: GraphQLObjectType,
  field: Field,
): Readonly<Record<string, unknown>> {
  const definition = parent.getFields()[field.node.name.value];
  return definition === undefined ? {} : getArgumentValues(definition, field.node, asked.variables);
}

export const isConnection = (type: GraphQLCompositeType): boolean => type.name.endsWith("Connection");

type Fragment = Exclude<SelectionSetNode["selections"][number], FieldNode>;

function fragmentOf(
  asked: Asked,
  selection: Fragment,
): { condition: string | undefined; inner: SelectionSetNode } {
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    return { condition: selection.typeCondition?.name.value, inner: selection.selectionSet };
  }
  const found = asked.document.definitions.find(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
  );
  if (found?.kind !== Kind.FRAGMENT_DEFINITION) throw new Error(`No fragment ${selection.name.value}`);
  return { condition: found.typeCondition.name.value, inner: found.selectionSet };
}

function applies(asked: Asked, type: GraphQLObjectType, condition: string): boolean {
  if (type.name === condition) return true;
  const named = asked.schema.getType(condition);
  return named !== undefined && isAbstractType(named) && asked.schema.isSubType(named, type);
}
