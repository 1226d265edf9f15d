/** When the reader of a pipe has seen enough (`npm start | head`), there is nobody left to answer: leave quietly. */
export function leaveWhenUnread(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}
