import { AggregatorRegistry, type Registry } from 'prom-client'
import type { z } from 'zod'
import { DomainError } from '#lib/domain/errors.ts'
import { type figuresAsked, figuresTold } from './figures-exchange.ts'

/**
 * Tells the starting process what is in `registry` whenever it asks. The returned function asks it for the figures of
 * all that share a port. @throws DomainError `unavailable` when one of them does not answer
 */
export function figuresOfAll(registry: Registry): () => Promise<string> {
  AggregatorRegistry.setRegistries(registry)
  new AggregatorRegistry()
  const waiting = new Map<number, (text: string | null) => void>()
  process.on('message', (message) => {
    const { data } = figuresTold.safeParse(message)
    if (data === undefined) return
    waiting.get(data.id)?.(data.text)
    waiting.delete(data.id)
  })
  let asked = 0
  return async () => {
    const id = asked++
    const told = new Promise<string | null>((resolve) => waiting.set(id, resolve))
    process.send?.({ kind: 'figures asked', id } satisfies z.input<typeof figuresAsked>)
    const text = await told
    if (text !== null) return text
    throw new DomainError('unavailable', 'A worker process did not tell its figures. Try again.', { retryAfter: 5 })
  }
}
