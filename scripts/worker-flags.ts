/**
 * Node's flags for the worker, in MiB: what a message leaves behind dies within milliseconds, but 16 MiB of young
 * generation (the default) fill up sooner than that under load, and what survives is copied.
 */
export const WORKER_FLAGS = ['--max-semi-space-size=64'] as const
