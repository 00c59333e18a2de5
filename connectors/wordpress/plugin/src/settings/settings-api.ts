import apiFetch from "@wordpress/api-fetch";

export interface Settings {
  readonly hubUrl: string;
  /** Set in wp-config.php, where this screen cannot change it. */
  readonly hubUrlIsFixed: boolean;
  readonly hasKey: boolean;
  readonly keyIsFixed: boolean;
  /** It is stored, but the site's salts have changed since. */
  readonly keyUnreadable: boolean;
  readonly connection: {
    readonly targetId: string;
    readonly user: string;
    readonly connectedAt: number;
  } | null;
  readonly updatesUrl: string;
  /** Of disconnecting: why the hub still has this site. */
  readonly warning?: string | null;
}

export interface Changes {
  readonly hubUrl?: string;
  readonly apiKey?: string;
  readonly updatesUrl?: string;
}

const path = "/assetql/v1/settings";
const post = <T>(action: string, data: object = {}) =>
  apiFetch({ path: `${path}${action}`, method: "POST", data }) as Promise<T>;

export const settingsApi = {
  read: () => apiFetch({ path }) as Promise<Settings>,
  save: (changes: Changes) => post<Settings>("", changes),
  check: () => post<{ message: string }>("/check"),
  connect: () => post<Settings>("/connect"),
  disconnect: () => post<Settings>("/disconnect"),
};
