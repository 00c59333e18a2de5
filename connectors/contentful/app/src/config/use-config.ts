import type { AppConfigAPI } from "@contentful/app-sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { type AppParameters, readParameters } from "../contentful/parameters.ts";
import { useSdk } from "../contentful/sdk-context.tsx";
import { type ConfigProblems, editorsOf, problemsOf } from "./validate.ts";

export interface Config {
  /** Null until Contentful has told what was saved. */
  readonly draft: AppParameters | null;
  readonly change: (members: Partial<AppParameters>) => void;
  /** Contentful signs requests only for an app that is installed. */
  readonly isInstalled: boolean;
  /** Of the last try to save. */
  readonly problems: ConfigProblems;
  /** Told by whoever has reached the sync service. */
  readonly setConnected: (isConnected: boolean) => void;
}

/** The configuration a person edits, and what happens when Contentful's Install or Save button is pressed. */
export function useConfig(app: AppConfigAPI): Config {
  const { notifier } = useSdk();
  const [draft, setDraft] = useState<AppParameters | null>(null);
  const [isInstalled, setInstalled] = useState(false);
  const [problems, setProblems] = useState<ConfigProblems>({});
  const connected = useRef(false);

  useEffect(() => {
    Promise.all([app.getParameters(), app.isInstalled()]).then(([saved, installed]) => {
      setDraft(readParameters(saved));
      setInstalled(installed);
      app.setReady();
    });
  }, [app]);

  useEffect(() => {
    if (draft === null) return;
    app.onConfigure(async () => {
      const found = problemsOf(draft, connected.current);
      setProblems(found);
      const [first] = Object.values(found);
      if (first !== undefined) {
        notifier.error(first);
        return false;
      }
      const state = await app.getCurrentState();
      const EditorInterface = { ...state?.EditorInterface, ...editorsOf(draft) };
      return {
        parameters: { ...draft, syncService: draft.syncService.trim() },
        targetState: { EditorInterface },
      };
    });
    app.onConfigurationCompleted((error) => {
      if (error === null) setInstalled(true);
    });
  }, [app, draft, notifier]);

  const change = useCallback((members: Partial<AppParameters>) => {
    setDraft((current) => (current === null ? null : { ...current, ...members }));
    setProblems((current) => {
      const rest = { ...current };
      for (const name of Object.keys(members)) delete rest[name as keyof AppParameters];
      return rest;
    });
  }, []);
  const setConnected = useCallback((isConnected: boolean) => {
    connected.current = isConnected;
  }, []);
  return { draft, change, isInstalled, problems, setConnected };
}
