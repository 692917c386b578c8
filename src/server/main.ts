/** The language server's process: over IPC when a client forked it, over standard input and output otherwise. */
import { createConnection, IPCMessageReader, IPCMessageWriter, ProposedFeatures } from 'vscode-languageserver/node';
import { readVersion } from '../node/version.ts';
import { createThread } from './analyst/thread.ts';
import { serve } from './server.ts';

const connection = process.argv.includes('--node-ipc')
  ? createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process))
  : createConnection(ProposedFeatures.all, process.stdin, process.stdout);

// A fault in one answer must not take the others with it.
process.on('uncaughtException', (error) => connection.console.error(`unexpected: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (reason) => connection.console.error(`unexpected: ${reason instanceof Error ? reason.stack : String(reason)}`));

serve({ connection, typing: createThread(), scanning: createThread(), version: readVersion() });
connection.listen();
