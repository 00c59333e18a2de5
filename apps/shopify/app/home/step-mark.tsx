import { Icon } from "@shopify/polaris";
import { CheckIcon } from "@shopify/polaris-icons";
import styles from "./home.module.css";

interface StepMarkProps {
  readonly state: "done" | "current" | "open";
  readonly number: number;
}

/** The circle before a step: its number, or a tick. For the eye only; its text says the same. */
export function StepMark({ state, number }: StepMarkProps) {
  return (
    <span className={`${styles.mark} ${styles[state]}`} aria-hidden="true">
      {state === "done" ? <Icon source={CheckIcon} /> : number}
    </span>
  );
}
