import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "../common/use-toast.ts";
import { hasProblem } from "../problems/problem.ts";
import type { action as settingsAction } from "../routes/app.settings.tsx";
import type { action as joinAction } from "../routes/app.settings_.join.ts";

/** Sends a form that brings the shop into another workspace, and says so when it is there. */
export function useWorkspaceChange() {
  const { t } = useTranslation("settings");
  const toast = useToast();
  const { data, submit, state } = useFetcher<typeof settingsAction | typeof joinAction>();
  useEffect(() => {
    if (data !== undefined && !hasProblem(data))
      toast(t(data.done === "left" ? "workspace.left" : "workspace.done"));
  }, [data, toast, t]);
  return {
    data,
    submit: (action: string, fields: Record<string, string>) => submit(fields, { method: "post", action }),
    isBusy: state !== "idle",
  };
}
