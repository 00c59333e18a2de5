// The part of React's types that the screens use. WordPress brings React itself, 18.2 to 18.3 in 6.2 to 6.6.

declare namespace React {
  type Node = Element | string | number | boolean | null | undefined | readonly Node[];
  interface Element {
    readonly key: string | number | null;
  }
  type Component<Props> = (props: Props) => Element | null;
  interface Ref<T> {
    current: T;
  }
}

declare namespace JSX {
  type Element = React.Element;
  interface ElementChildrenAttribute {
    children: unknown;
  }
  interface IntrinsicAttributes {
    readonly key?: string | number;
  }
  interface HtmlAttributes {
    readonly key?: string | number;
    readonly ref?: React.Ref<HTMLElement | null>;
    readonly children?: React.Node;
    readonly id?: string;
    readonly className?: string;
    readonly role?: string;
    readonly tabIndex?: number;
    readonly title?: string;
    readonly style?: Readonly<Record<string, string | number>>;
    readonly onClick?: (event: MouseEvent) => void;
    readonly onKeyDown?: (event: KeyboardEvent) => void;
    readonly onFocus?: (event: FocusEvent) => void;
    readonly onSubmit?: (event: Event) => void;
    readonly onChange?: (event: Event & { readonly target: HTMLInputElement }) => void;
    readonly href?: string;
    readonly target?: string;
    readonly rel?: string;
    readonly src?: string;
    readonly alt?: string;
    readonly loading?: "lazy" | "eager";
    readonly width?: number;
    readonly height?: number;
    readonly type?: string;
    readonly accept?: string;
    readonly scope?: string;
    readonly colSpan?: number;
    readonly value?: string | number;
    readonly max?: number;
    readonly htmlFor?: string;
    readonly dateTime?: string;
    readonly disabled?: boolean;
    readonly lang?: string;
  }
  interface IntrinsicElements {
    readonly [name: string]: HtmlAttributes;
  }
}
