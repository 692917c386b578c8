/** Says what a slow step is and how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  process.stdout.write(`• ${name} …\n`);
  const result = await work();
  process.stdout.write(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  return result;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
