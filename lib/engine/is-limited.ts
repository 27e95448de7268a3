import type { DeliveryConsumer } from './types.ts'

/** True when rows may only leave through a claim, which is where tokens are spent. */
export function isLimited(consumer: Pick<DeliveryConsumer, 'rate' | 'instanceRate'> | undefined): boolean {
  return consumer !== undefined && (consumer.rate !== null || typeof consumer.instanceRate === 'number')
}
