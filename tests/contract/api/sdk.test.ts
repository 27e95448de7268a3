import { describe, expect, it } from 'vitest'
import { IN_SCOPE } from '#tests/support/reference.ts'
import { wasCalled } from './sdk/ledger.ts'
import './sdk/access.ts'
import './sdk/codat.ts'
import './sdk/configuration.ts'
import './sdk/consumers.ts'
import './sdk/event-types.ts'
import './sdk/messages.ts'
import './sdk/operational-endpoints.ts'
import './sdk/sources.ts'
import './sdk/statistics.ts'

// Last: the stories above, which run in this file, have called what they call.
describe('the official packages, and raw HTTP where they have no method', () => {
  it('have called every operation of the public descriptions with success', () => {
    expect(IN_SCOPE.filter((operation) => !wasCalled(operation)).map(({ id }) => id)).toEqual([])
  })
})
