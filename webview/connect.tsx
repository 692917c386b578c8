/** Nothing was recorded yet: how to change that. */
import type { CollectorView } from '../src/panel/protocol.ts';
import { send } from './host.ts';

export const Connect = ({ collector }: { readonly collector: CollectorView }) => (
  <section class="connect" aria-labelledby="connect">
    <h2 id="connect">No model call has arrived yet</h2>
    {collector.endpoint === null ? <p>Nothing listens, so nothing can arrive.</p> : (
      <>
        <p>Any OpenTelemetry exporter will do. In the terminal that runs your program:</p>
        <pre tabIndex={0}>{collector.env.join('\n')}</pre>
        <p class="buttons">
          <button type="button" onClick={() => send({ type: 'send-test-call' })}>Send a Test Call</button>
          <button type="button" class="secondary" onClick={() => send({ type: 'connect' })}>Other Ways to Connect…</button>
          <button type="button" class="secondary" onClick={() => send({ type: 'copy-collector-snippet' })}>Copy Exporter for a Collector</button>
        </p>
      </>
    )}
    {collector.lastRejected === null ? null : <p class="rejected">Last rejected request: {collector.lastRejected}</p>}
  </section>
);
