/** Milliseconds of processor time this test process has used: unlike a clock, it does not count what other programs took. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
