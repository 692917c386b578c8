/** A reporter for node:test that writes how many tests passed and failed, as JSON. */
import type { TestEvent } from 'node:test/reporters';

export default async function* counts(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let [passed, failed] = [0, 0];
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    // A suite only sums up its tests, and a skipped test has shown nothing.
    if (event.data.details.type === 'suite' || event.data.skip !== undefined) continue;
    if (event.type === 'test:pass') passed++;
    else failed++;
  }
  yield JSON.stringify({ passed, failed });
}
