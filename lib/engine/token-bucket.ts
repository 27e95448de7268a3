/** A bucket's level at a moment. Milliseconds on any clock that the caller keeps to. */
export interface TokenBucket {
  readonly tokens: number
  readonly at: number
}

/** Tokens that may be saved up: half a second's worth, so that 10 s never see more than 5 % (or one message) above. */
export function burstOf(rate: number): number {
  return Math.max(1, rate / 2)
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
