import { Text } from "@contentful/f36-components";

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly words: string;
  /** Then the words say it all. */
  readonly isOver?: boolean;
}

/** How much of something is done, as a bar and in words that a screen reader hears as they change. */
export function Progress({ label, done, total, words, isOver = false }: ProgressProps) {
  return (
    <div className="progress">
      {!isOver && <progress aria-label={label} max={Math.max(total, 1)} value={done} />}
      <Text as="p" fontColor="gray700" aria-live="polite">
        {words}
      </Text>
    </div>
  );
}
