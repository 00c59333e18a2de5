import { filledBy, nameOf } from "./template-guards.ts";
import { MAX_BLOCK_DEPTH } from "./template-limits.ts";
import type { Place, TemplateFault, TemplateLog } from "./template-place.ts";
import { ROOT_SCOPE, type Scope } from "./template-scope.ts";
import type { Condition, IfNode, TemplateNode, TemplateVariable, TextExpression } from "./template-tree.ts";

/** The opening of a block; what could not be understood of it, and was told already, is undefined. */
export type BlockHead =
  | { kind: "if"; condition: Condition | undefined }
  | { kind: "for"; itemName: string; list: TextExpression | undefined };

/** Puts a template's nodes into its blocks, while it is read from its start to its end. */
export interface Blocks {
  /** What names mean in what comes next. */
  scope(): Scope;
  add(node: TemplateNode): void;
  open(head: BlockHead, index: number): void;
  /** At `{{elseif}}`, or at `{{else}}` without a condition. */
  turn(kind: "else" | "elseif", condition: Condition | undefined, index: number): void;
  close(kind: BlockHead["kind"], index: number): void;
  /** The whole template. */
  end(): TemplateNode[];
}

interface Block {
  kind: BlockHead["kind"];
  index: number;
  /** What comes next is added to it. */
  body: TemplateNode[];
  scope: Scope;
}

interface IfBlock extends Block {
  kind: "if";
  node: IfNode;
  /** Of what comes when none of the conditions so far holds. */
  otherwise: Scope;
  hasElse: boolean;
}

interface ForBlock extends Block {
  kind: "for";
}

export function createBlocks(log: TemplateLog, variables: readonly TemplateVariable[]): Blocks {
  const root: TemplateNode[] = [];
  const stack: (IfBlock | ForBlock)[] = [];
  const scope = (): Scope => stack.at(-1)?.scope ?? ROOT_SCOPE;
  const add = (node: TemplateNode): void => {
    (stack.at(-1)?.body ?? root).push(node);
  };
  const dropUnclosed = (): void => {
    const block = stack.pop();
    if (block) log.add(unclosed(block));
  };
  return {
    scope,
    add,
    open(head, index) {
      if (stack.length === MAX_BLOCK_DEPTH) log.add(tooDeep(index));
      const at = { index, scope: scope(), place: log.place(index) };
      const { block, node } = head.kind === "if" ? openIf(head, at, variables) : openFor(head, at, variables);
      add(node);
      stack.push(block);
    },
    turn(kind, condition, index) {
      const block = stack.at(-1);
      if (block?.kind !== "if") log.add(stray(index, `{{${kind}}} belongs to no {{if}}. Remove it`));
      else if (block.hasElse) log.add(stray(index, "after {{else}} comes {{endif}}. Move this before it"));
      else nextBranch(block, condition, variables);
      if (block?.kind === "if" && kind === "else") block.hasElse = true;
    },
    close(kind, index) {
      if (!stack.some((block) => block.kind === kind)) {
        log.add(stray(index, `{{end${kind}}} closes nothing. Remove it`));
        return;
      }
      while (stack.at(-1)?.kind !== kind) dropUnclosed();
      stack.pop();
    },
    end() {
      while (stack.length > 0) dropUnclosed();
      return root;
    },
  };
}

interface Opening {
  index: number;
  place: Place;
  scope: Scope;
}

type Variables = readonly TemplateVariable[];

function openIf(
  { condition }: BlockHead & { kind: "if" },
  { index, place, scope }: Opening,
  variables: Variables,
): { block: IfBlock; node: TemplateNode } {
  const node: IfNode = { kind: "if", branches: [], ...place };
  const block: IfBlock = { kind: "if", index, node, body: [], scope, otherwise: scope, hasElse: false };
  nextBranch(block, condition, variables);
  return { block, node };
}

function nextBranch(block: IfBlock, condition: Condition | undefined, variables: Variables): void {
  const { otherwise } = block;
  block.body = [];
  block.node.branches.push({ condition, body: block.body });
  block.scope = otherwise;
  if (condition === undefined) return;
  block.scope = withFilled(otherwise, filledBy(condition, true, variables));
  block.otherwise = withFilled(otherwise, filledBy(condition, false, variables));
}

function openFor(
  { itemName, list }: BlockHead & { kind: "for" },
  { index, place, scope }: Opening,
  variables: Variables,
): { block: ForBlock; node: TemplateNode } {
  const body: TemplateNode[] = [];
  const { filled } = list === undefined ? scope : withFilled(scope, nameOf(list, variables));
  const inner: Scope = { filled, loopNames: [...scope.loopNames, itemName] };
  // Only in a template with problems is there no list, and such a template is never rendered.
  const items: TextExpression = list ?? { kind: "literal", text: "", isNumber: false };
  return {
    block: { kind: "for", index, body, scope: inner },
    node: { kind: "for", depth: scope.loopNames.length, list: items, body, ...place },
  };
}

function withFilled(scope: Scope, names: readonly string[]): Scope {
  return { ...scope, filled: new Set([...scope.filled, ...names]) };
}

function unclosed({ kind, index }: Block): TemplateFault {
  const sentence = `this {{${kind}}} has no {{end${kind}}}. Write {{end${kind}}} where it ends.`;
  return { index, code: "template-unclosed-block", sentence };
}

function stray(index: number, sentence: string): TemplateFault {
  return { index, code: "template-stray-block", sentence: `${sentence}.` };
}

function tooDeep(index: number): TemplateFault {
  const sentence = `blocks are nested more than ${MAX_BLOCK_DEPTH} deep. Make the template simpler.`;
  return { index, code: "template-too-deep", sentence };
}
