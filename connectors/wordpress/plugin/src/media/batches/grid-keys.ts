/** Which card an arrow key leads to, in a grid that the browser has laid out; undefined for other keys and at its edges. */
export function nextIndex(grid: HTMLElement | null, index: number, key: string): number | undefined {
  const cards = Array.from(grid?.children ?? []).filter(
    (card): card is HTMLElement => card instanceof HTMLElement,
  );
  const top = cards[0]?.offsetTop;
  const columns = Math.max(1, cards.filter((card) => card.offsetTop === top).length);
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -index,
    End: cards.length - 1 - index,
  };
  const step = steps[key];
  const next = step === undefined ? undefined : index + step;
  return next === undefined || next < 0 || next >= cards.length ? undefined : next;
}
