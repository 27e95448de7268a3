import { expect, it } from 'vitest'
import { buildClaimRequest, buildSettlement } from '../delivery-factories.ts'
import { always, claimOne, compose, lease, never, type StoreHarness, spill } from './harness.ts'

export function publishing(the: () => StoreHarness): void {
  it('hands accepted rows over already leased, so that no claim sees them before the lease ends', async () => {
    const consumer = await the().addLane()
    const delivery = await lease(the(), consumer)
    expect(delivery).toMatchObject({ consumerKey: consumer, step: 0, trigger: 'scheduled', resumeAt: null, hop: 0 })
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    await the().advance(61_000)
    await the().store.sweep()
    expect((await claimOne(the())).messageId).toBe(delivery.messageId)
  })

  it('leaves rows that are not handed over due now in their lane', async () => {
    const consumer = await the().addLane()
    const tagged = { tags: ['region:us'], tagOrigins: [0], hop: 2 }
    const id = await spill(the(), { consumers: [consumer], message: tagged })
    expect(await claimOne(the())).toMatchObject({
      messageId: id,
      tags: ['region:us'],
      hop: 2,
      eventType: 'invoice.paid',
    })
  })

  it('asks for each row whether it is handed over, with the bytes of its body', async () => {
    const [one, two] = [await the().addLane(), await the().addLane()]
    const asked: [number, number][] = []
    const publication = await compose(the(), { consumers: [one, two] })
    const [outcome] = await the().store.publish([publication], (consumer, size) => {
      asked.push([consumer, size])
      return consumer === two
    })
    expect(asked).toEqual([one, two].map((consumer) => [consumer, publication.message.size]))
    expect(outcome?.kind === 'stored' && outcome.leased.map((row) => row.consumerKey)).toEqual([two])
    expect((await claimOne(the())).consumerKey).toBe(one)
  })

  it('does not hand over or serve a message that is scheduled for later until then', async () => {
    const consumer = await the().addLane()
    const publication = await compose(the(), { consumers: [consumer], message: { deliverAt: Date.now() + 3_600_000 } })
    const before = await the().store.publish([publication], always)
    expect(before).toEqual([{ kind: 'stored', leased: [] }])
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    await the().advance(3_700_000)
    expect((await claimOne(the())).messageId).toBe(publication.message.id)
  })

  it('answers a second message with the same key with the id of the first', async () => {
    const consumer = await the().addLane()
    const first = await spill(the(), { consumers: [consumer], dedupeKey: 'evt_7' })
    const again = await compose(the(), { consumers: [consumer], dedupeKey: 'evt_7' })
    expect(await the().store.publish([again], always)).toEqual([{ kind: 'duplicate', messageId: first }])
    expect(await the().hasMessage(again.message.id)).toBe(false)
    expect(await the().row(again.message.id, consumer)).toBeNull()
  })

  it('stores one of two messages with the same key in one batch', async () => {
    const batch = [await compose(the(), { dedupeKey: 'twin' }), await compose(the(), { dedupeKey: 'twin' })]
    const outcomes = await the().store.publish(batch, never)
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['duplicate', 'stored'])
  })

  it('is not harmed by a batch that is sent again because its outcome was unknown', async () => {
    const consumer = await the().addLane()
    const publication = await compose(the(), { consumers: [consumer], dedupeKey: 'again' })
    await the().store.publish([publication], never)
    const [outcome] = await the().store.publish([publication], never)
    expect(outcome?.kind).toBe('stored')
    expect((await the().store.claim(buildClaimRequest())).deliveries).toHaveLength(1)
  })

  it('rule 6, bytes: messages to more consumers than one statement holds are stored whole, leased and waiting rows alike', async () => {
    const lanes: number[] = []
    for (let n = 0; n < 13; n++) lanes.push(await the().addLane())
    const stale = await compose(the(), { consumers: lanes })
    await the().bumpConfigVersion()
    const batch = [stale, await compose(the(), { consumers: lanes }), await compose(the(), { consumers: lanes })]
    const mine = (consumer: number) => consumer % 2 === 0
    const outcomes = await the().store.publish(batch, mine)
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stale', 'stored', 'stored'])
    const leased = outcomes.flatMap((outcome) => (outcome.kind === 'stored' ? outcome.leased : []))
    expect(leased.map((row) => row.consumerKey)).toEqual([...lanes.filter(mine), ...lanes.filter(mine)])
    expect(new Set(leased.map((row) => row.lease)).size).toBe(1)
    const { deliveries } = await the().store.claim(buildClaimRequest())
    expect(deliveries.filter((row) => !mine(row.consumerKey))).toHaveLength(
      2 * lanes.filter((key) => !mine(key)).length,
    )
    expect(deliveries.some((row) => mine(row.consumerKey))).toBe(false)
    await the().store.settle(leased.map((row) => buildSettlement(row, { kind: 'exhausted' })))
    for (const { messageId, consumerKey } of leased) expect(await the().row(messageId, consumerKey)).toBeNull()
    for (const consumer of lanes) expect(await the().row(stale.message.id, consumer)).toBeNull()
  })

  it('rule 8, fan-out is never stale: a stale configuration stores neither message nor row nor key', async () => {
    const consumer = await the().addLane()
    const stale = await compose(the(), { consumers: [consumer], dedupeKey: 'fresh' })
    await the().bumpConfigVersion()
    const current = await compose(the(), { consumers: [consumer] })
    const outcomes = await the().store.publish([stale, current], never)
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['stale', 'stored'])
    expect(await the().hasMessage(stale.message.id)).toBe(false)
    expect(await the().row(stale.message.id, consumer)).toBeNull()
    const matchedAgain = { ...stale, configVersion: await the().configVersion() }
    expect((await the().store.publish([matchedAgain], never))[0]?.kind).toBe('stored')
  })
}
