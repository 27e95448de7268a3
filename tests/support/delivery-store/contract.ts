import { afterEach, beforeEach, describe } from 'vitest'
import { claiming } from './claiming.ts'
import type { StoreHarness } from './harness.ts'
import { limiting } from './limiting.ts'
import { order } from './order-of-service.ts'
import { publishing } from './publishing.ts'
import { settling } from './settling.ts'
import { handTries } from './tries-by-hand.ts'

/** What every delivery store has to do, whatever it keeps its rows in. */
export function describeDeliveryStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(`delivery store: ${name}`, () => {
    let harness: StoreHarness
    beforeEach(async () => {
      harness = await open()
    })
    afterEach(() => harness.close())

    publishing(() => harness)
    claiming(() => harness)
    order(() => harness)
    limiting(() => harness)
    settling(() => harness)
    handTries(() => harness)
  })
}
