import { expect } from 'vitest'
import type { DeliveryStore, LeasedDelivery, Publication, Trigger, Uuid } from '#lib/engine/index.ts'
import { buildClaimRequest, buildPublication } from '../delivery-factories.ts'

export interface StoredRow {
  readonly dueInMs: number
  readonly step: number
  readonly trigger: Trigger
  /** Null: no schedule to resume. */
  readonly resumeInMs: number | null
}

/** What the contract needs beside the port: one instance whose consumers are only those it adds. */
export interface StoreHarness {
  readonly store: DeliveryStore
  readonly instanceKey: number
  addLane(settings?: { rate?: number; paused?: boolean }): Promise<number>
  /** Replaces rate and pause of a lane, and wakes it as the domain does. */
  setLane(consumer: number, settings: { rate?: number; paused?: boolean }): Promise<void>
  setInstanceRate(rate: number): Promise<void>
  configVersion(): Promise<number>
  bumpConfigVersion(): Promise<void>
  hasMessage(messageId: Uuid): Promise<boolean>
  row(messageId: Uuid, consumer: number): Promise<StoredRow | null>
  attemptIds(messageId: Uuid, consumer: number): Promise<readonly Uuid[]>
  /** A try by hand, as the domain queues it. */
  resend(messageId: Uuid, consumer: number): Promise<void>
  expunge(messageId: Uuid): Promise<void>
  /** Sets the lane's hint to never. */
  loseHint(consumer: number): Promise<void>
  /** Lets time pass, or moves every stored time into the past by as much (tokens of leases change with it). */
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

export const never = () => false
export const always = () => true

export async function compose(
  harness: StoreHarness,
  over: Parameters<typeof buildPublication>[0] = {},
): Promise<Publication> {
  const message = { instanceKey: harness.instanceKey, ...over.message }
  return buildPublication({ configVersion: await harness.configVersion(), ...over, message })
}

/** Stores a message whose rows wait in their lanes. */
export async function spill(harness: StoreHarness, over: Parameters<typeof buildPublication>[0]): Promise<Uuid> {
  const publication = await compose(harness, over)
  const [outcome] = await harness.store.publish([publication], never)
  expect(outcome?.kind).toBe('stored')
  return publication.message.id
}

/** Stores a message and returns its one leased row. */
export async function lease(harness: StoreHarness, consumer: number): Promise<LeasedDelivery> {
  const [outcome] = await harness.store.publish([await compose(harness, { consumers: [consumer] })], always)
  const delivery = outcome?.kind === 'stored' ? outcome.leased[0] : undefined
  if (delivery === undefined) throw new Error('nothing was handed over')
  return delivery
}

export async function claimOne(harness: StoreHarness): Promise<LeasedDelivery> {
  const { deliveries } = await harness.store.claim(buildClaimRequest())
  const [delivery] = deliveries
  if (delivery === undefined || deliveries.length > 1) throw new Error(`${deliveries.length} rows were claimed`)
  return delivery
}

export const idsOf = (deliveries: readonly LeasedDelivery[]) => deliveries.map((delivery) => delivery.messageId)
