/**
 * V8's flags for the worker, in MiB. Young generation: what a message leaves behind dies within milliseconds, but 16 MiB
 * (the default) fill up sooner than that, and what survives is copied. Old generation: what is in hand has budgets far
 * below it, and it is collected when it has doubled. Left to itself V8 collects it every second beside so large a young
 * one, or lets it grow to four times of what lives where it may take several GiB.
 */
export const WORKER_FLAGS = [
  '--max-semi-space-size=64',
  '--max-old-space-size=1024',
  '--heap-growing-percent=100',
] as const

/**
 * V8's flags for the dashboard's server, in MiB. Young generation: the rows of a page die with its answer, but the 16 MiB
 * of the default fill up every few answers, and some answer has to wait for them to be cleared.
 */
export const WEB_FLAGS = ['--max-semi-space-size=32'] as const
