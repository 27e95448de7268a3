// Preloaded into web and worker: when the supervisor is killed its channel closes, and they go at once, so that
// the next start finds the ports free. Being killed at any moment is safe by design.
if (process.channel) {
  process.on('disconnect', () => process.exit(1))
  process.channel.unref() // The listener alone must not keep the process alive.
}
