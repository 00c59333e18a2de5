// What the screens use of WordPress's packages, as WordPress 6.2 to 6.6 have it. The types that the packages publish
// today describe newer components.

declare module "*.css";

declare module "@wordpress/element" {
  export function createElement(type: unknown, props?: unknown, ...children: React.Node[]): React.Element;
  export const Fragment: React.Component<{ children?: React.Node }>;
  export function createRoot(container: HTMLElement): { render(element: React.Element): void };
  export function useState<T>(initial: T | (() => T)): [T, (next: T | ((now: T) => T)) => void];
  export function useEffect(effect: () => unknown, dependencies?: readonly unknown[]): void;
  export function useRef<T>(initial: T): React.Ref<T>;
  export function useMemo<T>(make: () => T, dependencies: readonly unknown[]): T;
  export function useCallback<T>(callback: T, dependencies: readonly unknown[]): T;
}

declare module "@wordpress/i18n" {
  export function __(text: string, domain: "assetql"): string;
  export function _n(single: string, plural: string, count: number, domain: "assetql"): string;
  export function sprintf(format: string, ...values: readonly (string | number)[]): string;
}

declare module "@wordpress/api-fetch" {
  export interface Options {
    readonly path: string;
    readonly method?: "GET" | "POST" | "PATCH";
    readonly data?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  }
  const apiFetch: (options: Options) => Promise<unknown>;
  export default apiFetch;
}

declare module "@wordpress/url" {
  export function addQueryArgs(path: string, values: Readonly<Record<string, unknown>>): string;
}

declare module "@wordpress/components" {
  interface Field<T> {
    readonly label: string;
    readonly value: T;
    readonly onChange: (value: T) => void;
    readonly help?: React.Node;
    readonly disabled?: boolean;
    readonly className?: string;
    readonly hideLabelFromVision?: boolean;
    readonly __nextHasNoMarginBottom?: true;
  }
  interface Boxed {
    readonly children?: React.Node;
    readonly className?: string;
  }
  export const Button: React.Component<{
    readonly children?: React.Node;
    readonly variant?: "primary" | "secondary" | "tertiary" | "link";
    readonly isDestructive?: boolean;
    readonly isBusy?: boolean;
    readonly isPressed?: boolean;
    readonly disabled?: boolean;
    readonly type?: "button" | "submit";
    readonly href?: string;
    readonly label?: string;
    readonly className?: string;
    readonly onClick?: () => void;
  }>;
  export const Notice: React.Component<{
    readonly status: "error" | "warning" | "success" | "info";
    readonly isDismissible?: boolean;
    readonly onRemove?: () => void;
    readonly children?: React.Node;
  }>;
  export const Spinner: React.Component<Record<string, never>>;
  export const Card: React.Component<Boxed>;
  export const CardHeader: React.Component<Boxed>;
  export const CardBody: React.Component<Boxed>;
  export const CardFooter: React.Component<Boxed>;
  export const TextControl: React.Component<
    Field<string> & { readonly type?: string; readonly placeholder?: string; readonly autoComplete?: string }
  >;
  export const TextareaControl: React.Component<Field<string> & { readonly rows?: number }>;
  export const SearchControl: React.Component<Field<string> & { readonly placeholder?: string }>;
  export const SelectControl: React.Component<
    Field<string> & {
      readonly options: readonly {
        readonly value: string;
        readonly label: string;
        readonly disabled?: boolean;
      }[];
    }
  >;
  export const CheckboxControl: React.Component<{
    readonly label: React.Node;
    readonly checked: boolean;
    readonly onChange: (checked: boolean) => void;
    readonly disabled?: boolean;
    readonly __nextHasNoMarginBottom?: true;
  }>;
  export const RadioControl: React.Component<{
    readonly label: string;
    readonly selected: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly onChange: (value: string) => void;
  }>;
  export const Modal: React.Component<{
    readonly title: string;
    readonly onRequestClose: () => void;
    readonly children?: React.Node;
    readonly className?: string;
  }>;
  export const ExternalLink: React.Component<{ readonly href: string; readonly children?: React.Node }>;
}

declare module "@wordpress/data" {
  export function useSelect<T>(
    select: (store: (name: string) => EditorStore | undefined) => T,
    dependencies: unknown[],
  ): T;
  export function useDispatch(name: "core/editor"): { editPost(changes: object): void };
  export function useDispatch(name: "core/block-editor"): {
    insertBlocks(block: object, index: undefined, root: undefined, select: boolean): void;
  };
  interface EditorStore {
    getCurrentPostId?(): number | null;
    getEditedPostAttribute?(name: string): unknown;
  }
}

declare module "@wordpress/blocks" {
  export function createBlock(name: string, attributes: object): object;
}

declare module "@wordpress/plugins" {
  export function registerPlugin(
    name: string,
    settings: { render: () => React.Element | null; icon?: string },
  ): void;
}

interface DocumentPanel {
  readonly PluginDocumentSettingPanel?: React.Component<{
    readonly name: string;
    readonly title: string;
    readonly className?: string;
    readonly children?: React.Node;
  }>;
}

interface Window {
  readonly wp: { readonly editor?: DocumentPanel; readonly editPost?: DocumentPanel };
  readonly assetqlSite: {
    readonly canManage: boolean;
    readonly canPublish: boolean;
    readonly isSetUp: boolean;
    readonly isConnected: boolean;
    readonly settingsUrl: string;
    readonly mediaUrl: string;
    readonly postTypes: readonly { readonly value: string; readonly label: string }[];
  };
}
