import { pino } from 'pino'
import { createCompany } from '#lib/domain/companies/create-company.ts'
import type { CompanyInput } from '#lib/domain/companies/schemas.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import type { Context } from '#lib/domain/context.ts'
import { createEventType } from '#lib/domain/event-types/create-event-type.ts'
import { CODAT_EVENT_TYPES } from '#lib/domain/event-types/presets/codat.ts'
import { eventTypeInputSchema } from '#lib/domain/event-types/schemas.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import type { SourceInput } from '#lib/domain/sources/schemas.ts'
import { createToken } from '#lib/domain/tokens/create-token.ts'
import { updateTransformation } from '#lib/domain/transformations/update-transformation.ts'
import { seedHistory } from './seed-history.ts'
import { seedRejections } from './seed-rejections.ts'
import { seedTasks } from './seed-tasks.ts'

const UID = 'northwind-lending'

const CONSUMERS = [
  {
    description: 'T2K mirror',
    url: 'https://t2k.meridian.example/hooks',
    tags: ['region:us', 'service:t2k'],
    rate: 25,
  },
  {
    description: 'Loan decisioning',
    url: 'https://decisions.northwind.example/webhooks',
    tags: ['region:us'],
    rate: 10,
  },
  { description: 'Data lake', url: 'https://ingest.lakehouse.example/v2/events', tags: [], rate: 5 },
  {
    description: 'Credit monitor',
    url: 'https://monitor.creditlens.example/v2',
    tags: ['region:us', 'region:ca'],
    rate: 50,
  },
  { description: 'Ledger sync', url: 'https://hooks.ledgerline.example/codat/v1', tags: [], rate: null },
  {
    description: 'Minerva',
    url: 'https://minerva.northwind.example/in',
    tags: ['region:us', 'service:minerva'],
    rate: 100,
  },
  { description: 'Collections UK', url: 'https://collections.harbourline.example/hook', tags: ['region:uk'], rate: 20 },
]

const COMPANIES: readonly CompanyInput[] = [
  {
    externalId: 'a4f1c2d8-9b07-4e6a-8d35-2c1b0a9f8e7d',
    name: 'Ashdown Stores',
    tags: { region: 'us', service: 't2k' },
  },
  { externalId: 'b5e2d3c9-0c18-4f7b-9e46-3d2c1b0a9f8e', name: 'Harbour Bakery', tags: { region: 'uk', tier: 'gold' } },
  {
    externalId: 'c6f3e4da-1d29-408c-8f57-4e3d2c1b0a9f',
    name: 'Maple Freight',
    tags: { region: 'ca', service: 'minerva' },
  },
  { externalId: 'd7a4f5eb-2e3a-419d-9068-5f4e3d2c1b0a', name: 'Prairie Grain Co-op', tags: { region: 'us' } },
  { externalId: 'e8b506fc-3f4b-42ae-a179-605f4e3d2c1b', name: 'Quayside Timber', tags: { region: 'uk' } },
  {
    externalId: 'f9c6170d-405c-43bf-b28a-71605f4e3d2c',
    name: 'Saltmarsh Dental',
    tags: { region: 'us', service: 'minerva' },
  },
]

const SOURCES: readonly SourceInput[] = [
  { name: 'Codat production', type: 'svix', config: { secret: 'whsec_bm9ydGh3aW5kLWxlbmRpbmctZGVtby1rZXk=' } },
  { name: 'Northwind website', type: 'github', config: { secret: 'a demo secret' } },
]

const TRANSFORMATION = `function handler(webhook) {
  // Minerva reads companies only: the rest is left out of its queue.
  if (webhook.eventType.startsWith('bankFeeds.')) webhook.cancel = true
  webhook.payload.receivedBy = 'northwind'
  return webhook
}
`

/** An instance with consumers, companies, a catalogue and half a day of traffic, to look at. Runs once. */
async function seed() {
  const ctx: Context = {
    actor: { kind: 'system', id: null, name: 'seed', role: 'owner', instanceId: null, capabilities: null },
    requestId: 'seed',
    log: pino({ level: 'silent' }),
  }
  const { id } = await createInstance(ctx, { name: 'Northwind Lending', uid: UID })
  for (const eventType of CODAT_EVENT_TYPES) await createEventType(ctx, id, eventTypeInputSchema.parse(eventType))
  for (const company of COMPANIES) await createCompany(ctx, id, company)
  const consumers = new Map<string, string>()
  for (const consumer of CONSUMERS) consumers.set(consumer.description, (await createConsumer(ctx, id, consumer)).id)
  for (const source of SOURCES) await createSource(ctx, id, source)
  const made = await seedHistory(UID)
  await updateConsumer(ctx, id, consumers.get('Data lake') ?? '', { paused: true })
  await updateTransformation(ctx, id, consumers.get('Minerva') ?? '', { code: TRANSFORMATION, enabled: true })
  await seedRejections(UID)
  await seedTasks(UID, consumers)
  await createToken(ctx, id, { name: 'Codat sync', role: 'admin' })
  await createToken(ctx, id, { name: 'Reporting', role: 'viewer' })
  console.log(`Made the instance "Northwind Lending" with ${made} messages.`)
}

await seed()
process.exit(0)
