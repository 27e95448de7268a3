/** A bucket's level at a moment. Milliseconds on any clock that the caller keeps to. */
export interface TokenBucket {
  readonly tokens: number
  readonly at: number
}

/** How late a request may arrive without the receiver counting too many, in seconds. */
const LATENESS = 0.3
const WINDOW = 10
const EXCESS = 0.05

/**
 * Tokens that may be saved up. In a window of 10 s receivers may count 5 % or one message above the rate; of that the
 * bucket gets what is left after requests 0.3 s late, about 0.2 s worth of tokens, and at one a second at most a quarter
 * of a second's beside the one to send. What is saved up while a look at the lane is late is not lost.
 */
export function burstOf(rate: number): number {
  const above = Math.max(1, Math.floor(rate * WINDOW * EXCESS))
  // only whole messages count: all but one more of them may be saved up
  return Math.min(above + 0.99 - rate * LATENESS, 1 + rate / 4)
}

/** The bucket of a consumer that was idle for long. */
export function fullBucket(rate: number, at: number): TokenBucket {
  return { tokens: burstOf(rate), at }
}

/** The bucket at a later moment; a clock that went back adds nothing. `rate` is tokens per second. */
export function refill(bucket: TokenBucket, rate: number, at: number): TokenBucket {
  const elapsed = Math.max(0, at - bucket.at)
  return { tokens: Math.min(burstOf(rate), bucket.tokens + (rate * elapsed) / 1000), at: Math.max(at, bucket.at) }
}

/** Whole tokens to be had now, at most `wanted`. Expects a refilled bucket. */
export function available(bucket: TokenBucket, wanted: number): number {
  // 1e-9: ten refills of 0.1 must make a whole token
  return Math.max(0, Math.min(wanted, Math.floor(bucket.tokens + 1e-9)))
}

/** The bucket after `count` tokens were taken. */
export function spend(bucket: TokenBucket, count: number): TokenBucket {
  return { tokens: bucket.tokens - count, at: bucket.at }
}

/** Milliseconds until the bucket holds one token. Expects a refilled bucket. */
export function msUntilToken(bucket: TokenBucket, rate: number): number {
  return Math.max(0, ((1 - bucket.tokens) * 1000) / rate)
}
