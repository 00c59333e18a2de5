import { ChoiceList, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { LocalTime, TimeProblem } from "./local-time.ts";

interface TimeFieldsProps {
  readonly value: LocalTime;
  readonly problem: TimeProblem | undefined;
  readonly names: { readonly date: string; readonly time: string };
  readonly onChange: (value: LocalTime) => void;
}

export function TimeFields({ value, problem, names, onChange }: TimeFieldsProps) {
  const { t } = useTranslation("publication");
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField
          type="date"
          label={names.date}
          value={value.date}
          onChange={(date) => onChange({ ...value, date })}
          autoComplete="off"
          {...(problem === undefined ? {} : { error: t(`when.problem.${problem}`) })}
        />
        <TextField
          type="time"
          label={names.time}
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
          autoComplete="off"
        />
      </FormLayout.Group>
    </FormLayout>
  );
}

interface NowOrLaterProps extends Omit<TimeFieldsProps, "names"> {
  readonly isLater: boolean;
  readonly onLater: (isLater: boolean) => void;
}

/** At once, or at the time of its fields. */
export function NowOrLater({ isLater, onLater, ...fields }: NowOrLaterProps) {
  const { t } = useTranslation("publication");
  return (
    <>
      <ChoiceList
        title={t("when.title")}
        choices={[
          { value: "now", label: t("when.now") },
          { value: "later", label: t("when.later") },
        ]}
        selected={[isLater ? "later" : "now"]}
        onChange={([value]) => onLater(value === "later")}
      />
      {isLater ? <TimeFields {...fields} names={{ date: t("when.date"), time: t("when.time") }} /> : null}
    </>
  );
}

/** In whose day the fields' times are. */
export function ZoneNote() {
  const { t } = useTranslation("publication");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {t("when.zone", { zone })}
    </Text>
  );
}
