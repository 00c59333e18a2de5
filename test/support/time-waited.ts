const TICK_MS = 10;

/**
 * Measures time for bounds such as "within a second", on machines of any speed: the milliseconds since the call in
 * which this process waited. What it computed for, and what it was kept from running by others, does not count.
 */
export function measureWaiting(): () => number {
  let ticks = 0;
  // A process that is late makes up for no tick.
  const timer = setInterval(() => {
    ticks += 1;
  }, TICK_MS).unref();
  return () => {
    clearInterval(timer);
    return ticks * TICK_MS;
  };
}
