/**
 * V8's flags for the dashboard's server, in MiB. Young generation: the rows of a page die with its answer, but the 16 MiB
 * of the default fill up every few answers, and some answer has to wait for them to be cleared.
 */
export const WEB_FLAGS = ['--max-semi-space-size=32'] as const
