// Preloaded into web and worker: when the supervisor is killed its channel closes, and they go at once, so that
// the next start finds the ports free. Being killed at any moment is safe by design.
// Next's development server hands the preload on to a child of its own that waits for its parent: not for that one.
if (process.channel && !process.env.NEXT_PRIVATE_WORKER) {
  process.on('disconnect', () => process.exit(1))
  process.channel.unref() // The listener alone must not keep the process alive.
}
