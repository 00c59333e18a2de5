import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, ChoiceList, Select, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { SaveBar } from "../common/save-bar.tsx";
import { useToast } from "../common/use-toast.ts";
import { useUnsaved } from "../common/use-unsaved.tsx";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { action } from "../routes/app.settings.tsx";
import { Section } from "./section.tsx";
import { choices, isSame, type TargetSettings, WIDTHS, widthProblem } from "./target-settings.ts";

/** Where images go on products, and as what files. Shopify admin's save bar comes with the first change. */
export function ImagesSection({ saved }: { saved: TargetSettings }) {
  const { t } = useTranslation("settings");
  const { number } = useFormat();
  const form = useTargetForm(saved);
  const { settings, set, isDirty, problem, save, discard, isSaving } = form;
  useUnsaved(isDirty && !isSaving, { bySaveBar: true });
  const wrong = widthProblem(settings.width);
  return (
    <Section title={t("images.title")} description={t("images.description")}>
      <SaveBar
        id="settings-save-bar"
        isOpen={isDirty}
        isSaving={isSaving}
        mayBeSaved={wrong === undefined}
        onSave={save}
        onDiscard={discard}
      />
      <BlockStack gap="400">
        <ProblemBanner problem={problem} />
        <Card>
          <BlockStack gap="500">
            <Choice name="placement" settings={settings} set={set} />
            <Choice name="variantImages" settings={settings} set={set} />
            <Choice name="altText" settings={settings} set={set} />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="400">
            <Select
              label={t("images.format.title")}
              options={choices.format.map((value) => ({ label: t(`images.format.${value}`), value }))}
              value={settings.format}
              onChange={(value) => set({ format: choices.format.find((one) => one === value) ?? "jpg" })}
            />
            <TextField
              label={t("images.width.title")}
              helpText={t("images.width.help")}
              value={settings.width}
              onChange={(width) => set({ width })}
              inputMode="numeric"
              suffix="px"
              autoComplete="off"
              {...(wrong === undefined
                ? {}
                : {
                    error: t(`images.width.${wrong}`, {
                      least: number(WIDTHS.least),
                      most: number(WIDTHS.most),
                    }),
                  })}
            />
          </BlockStack>
        </Card>
      </BlockStack>
    </Section>
  );
}

interface ChoiceProps {
  readonly name: "placement" | "variantImages" | "altText";
  readonly settings: TargetSettings;
  readonly set: (changes: Partial<TargetSettings>) => void;
}

function Choice({ name, settings, set }: ChoiceProps) {
  const { t } = useTranslation("settings");
  return (
    <ChoiceList
      title={t(`images.${name}.title`)}
      choices={choices[name].map((value) => ({
        value,
        label: t(`images.${name}.${value}` as "images.placement.first"),
        helpText: t(`images.${name}.${value}Help` as "images.placement.firstHelp"),
      }))}
      selected={[settings[name]]}
      onChange={([value]) => set({ [name]: value })}
    />
  );
}

function useTargetForm(saved: TargetSettings) {
  const { t } = useTranslation("settings");
  const toast = useToast();
  const { data, submit, state } = useFetcher<typeof action>();
  const [settings, setSettings] = useState(saved);
  useEffect(() => {
    if (data !== undefined && !hasProblem(data)) toast(t("images.saved"));
  }, [data, toast, t]);
  return {
    settings,
    set: (changes: Partial<TargetSettings>) => setSettings((before) => ({ ...before, ...changes })),
    isDirty: !isSame(settings, saved),
    isSaving: state !== "idle",
    problem: hasProblem(data) ? data.problem : undefined,
    discard: () => setSettings(saved),
    save() {
      if (widthProblem(settings.width) !== undefined || state !== "idle") return;
      submit({ intent: "save", ...settings }, { method: "post", action: "/app/settings" });
    },
  };
}
