import { describe, expect, it } from 'vitest'
import { CODAT_EVENT_TYPES } from '#lib/domain/event-types/presets/codat.ts'
import { eventTypeInputSchema } from '#lib/domain/event-types/schemas.ts'
import { extractEvent } from '#lib/domain/messages/extract-event.ts'
import catalogue from '../../fixtures/codat-event-types.json' with { type: 'json' }

describe('the Codat preset', () => {
  it('has exactly the names of the reference, deprecated where it says so', () => {
    const flags = (list: readonly { name: string; deprecated: boolean }[]) =>
      Object.fromEntries(list.map(({ name, deprecated }) => [name, deprecated]))
    expect(flags(CODAT_EVENT_TYPES)).toEqual(flags(catalogue))
    expect(CODAT_EVENT_TYPES).toHaveLength(catalogue.length)
  })

  it.each(CODAT_EVENT_TYPES)('$name can be loaded, and its example is read as an event of it', (preset) => {
    expect(eventTypeInputSchema.safeParse(preset).success).toBe(true)
    expect(extractEvent(preset.example).eventType).toBe(preset.name)
  })

  it('shows the members that the reference examples have', () => {
    for (const { name, examples } of catalogue) {
      const payload = examples[0]?.payload
      if (payload === undefined) continue
      const preset = JSON.parse(JSON.stringify(CODAT_EVENT_TYPES.find((one) => one.name === name)?.example))
      expect(Object.keys(preset.payload).sort(), name).toEqual(Object.keys(payload).sort())
    }
  })

  it('uses no sentence and no id of the reference', () => {
    const ours = JSON.stringify(CODAT_EVENT_TYPES)
    const ids = JSON.stringify(catalogue).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
    for (const id of ids) expect(ours).not.toContain(id)
  })
})
