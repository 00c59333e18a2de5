import type { AppState } from "@contentful/app-sdk";
import type { FakeContentful } from "../../support/contentful/index.ts";

export const APP_ID = "assetqlapp";

/** What Contentful's web app keeps about the app in one environment. */
export interface HostState {
  readonly contentful: FakeContentful;
  /** Shared with the sync service: 64 characters. */
  readonly signingSecret: string;
  installation: { parameters: unknown; targetState: AppState } | null;
  /** The environment's id or, as editors see it, its alias. */
  readonly environmentId: string;
  readonly notices: { readonly type: string; readonly message: string }[];
  readonly navigations: { readonly method: string; readonly params: readonly unknown[] }[];
  /** Requests that were signed, oldest first. */
  readonly signed: { readonly method: string; readonly path: string }[];
  /** What the app asked for that this host does not know; a test fails on it. */
  readonly unknown: string[];
  /** Contentful refuses to sign while this is set, as without a signing secret. */
  refusesToSign: boolean;
}

export const newHostState = (contentful: FakeContentful, signingSecret: string): HostState => ({
  contentful,
  signingSecret,
  installation: null,
  environmentId: contentful.environmentId,
  notices: [],
  navigations: [],
  signed: [],
  unknown: [],
  refusesToSign: false,
});
