import { type Json, schemaOfExample } from './schema-of-example.ts'

export interface PresetEventType {
  readonly name: string
  readonly groupName: string
  readonly description: string
  readonly deprecated: boolean
  /** By version, as the catalogue keeps them. */
  readonly schemas: { readonly [version: string]: Json }
  readonly example: Json
}

const AT = '2026-03-02T09:30:00.000Z'
const EARLIER = '2026-03-02T09:29:41.000Z'
const CONNECTION = '7f0b2c1e-5a8d-4c36-9f52-1d2e3b4a5c60'

const company: Json = {
  id: '3d6c1f58-2b7e-4e0a-8c94-6a5b4c3d2e1f',
  name: 'Harbour Bakery Ltd',
  description: 'crm-20418',
  tags: { region: 'uk', tier: 'gold' },
}

function eventType(
  groupName: string,
  name: string,
  description: string,
  payload: Json,
  deprecated = false,
): PresetEventType {
  const example: Json = { id: 'c0a8f3b2-94d1-4e57-b6a0-2f1e0d9c8b7a', eventType: name, generatedDate: AT, payload }
  return { name, groupName, description, deprecated, schemas: { 1: schemaOfExample(example) }, example }
}

const about = (rest: Record<string, Json>): Json => ({ referenceCompany: company, ...rest })

const connection = (status: string, rest: Record<string, Json> = {}): Json =>
  about({
    connection: {
      id: CONNECTION,
      integrationId: '1c9e8d7f-6b5a-4f43-8e21-0d9c8b7a6f5e',
      integrationKey: 'xmpl',
      sourceId: '5e4d3c2b-1a0f-4e9d-8c7b-6a5f4e3d2c1b',
      platformName: 'Example Books',
      linkUrl: 'https://link.example.test/connect',
      status,
      created: EARLIER,
      sourceType: 'Accounting',
      ...rest,
    },
  })

const companies = (name: string, description: string) =>
  eventType('company', name, description, {
    id: '3d6c1f58-2b7e-4e0a-8c94-6a5b4c3d2e1f',
    name: 'Harbour Bakery Ltd',
    description: 'crm-20418',
    redirect: 'https://link.example.test/company',
    lastSync: EARLIER,
    created: EARLIER,
    tags: { region: 'uk', tier: 'gold' },
  })

const failure: Json = {
  statusCode: '401',
  statusText: 'Access revoked',
  errorMessage: 'The owner withdrew consent.',
  erroredOnUtc: EARLIER,
  status: 'Active',
}

const COMPANIES_AND_CONNECTIONS = [
  companies('company.created', 'A company was added to your account.'),
  companies('company.deleted', 'A company was removed, along with its connections.'),
  eventType(
    'connection',
    'connection.created',
    'A company began linking a data source; it is not authorised yet.',
    connection('PendingAuth'),
  ),
  eventType('connection', 'connection.connected', 'A company finished linking a data source.', connection('Linked')),
  eventType(
    'connection',
    'connection.failed',
    'A company tried to link a data source and did not get through.',
    connection('PendingAuth', { dataConnectionErrors: [failure] }),
  ),
  eventType(
    'connection',
    'connection.disconnected',
    'A linked source no longer grants access.',
    connection('Deauthorized', { dataConnectionErrors: [failure] }),
  ),
  eventType(
    'connection',
    'connection.reconnected',
    'A source that had been cut off was linked again.',
    connection('Linked'),
  ),
  eventType('connection', 'connection.deleted', 'A connection was removed from its company.', connection('Unlinked')),
]

const read: Json = about({
  modifiedFromDate: EARLIER,
  dataTypes: [{ connectionId: CONNECTION, dataType: 'invoices', recordsModified: true, status: 'Complete' }],
})

const READING = [
  eventType('read', 'read.completed', 'Fresh data was read for a company; the list says which kinds changed.', read),
  eventType('read', 'read.completed.initial', 'The first read of a newly linked company is done.', read),
]

const account: Json = {
  connectionId: CONNECTION,
  sourceAccount: {
    id: 'acc-114',
    accountName: 'Current account',
    sortCode: '000000',
    accountNumber: '00000000',
    currency: 'GBP',
    balance: 240.5,
    modifiedDate: EARLIER,
    status: 'connected',
  },
}

const FEEDS_AND_EXPENSES = [
  eventType(
    'bankFeeds',
    'bankFeeds.sourceAccount.connected',
    'A bank account was mapped to an account in the books.',
    about(account),
  ),
  eventType('bankFeeds', 'bankFeeds.sourceAccount.disconnected', 'A bank account is no longer mapped.', about(account)),
  eventType(
    'expenses',
    'expenses.sync.successful',
    'Every expense of a batch was booked.',
    about({
      syncId: '9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
      transactions: [{ id: '4b5c6d7e-8f90-4a1b-9c2d-3e4f5a6b7c8d', status: 'Completed', errorMessage: null }],
    }),
  ),
  eventType(
    'expenses',
    'expenses.sync.unsuccessful',
    'At least one expense of a batch was not booked.',
    about({
      syncId: '9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
      transactions: [
        { id: '4b5c6d7e-8f90-4a1b-9c2d-3e4f5a6b7c8d', status: 'Failed', errorMessage: 'The period is closed.' },
      ],
    }),
  ),
]

/** What can be written to a company's books, and what one of it is called. */
const WRITTEN: Readonly<Record<string, string>> = {
  bills: 'a bill',
  bankTransactions: 'a set of bank transactions',
  items: 'an item',
  suppliers: 'a supplier',
  directCosts: 'a direct cost',
  invoices: 'an invoice',
  bankAccounts: 'a bank account',
  purchaseOrders: 'a purchase order',
  billPayments: 'a bill payment',
  directIncomes: 'a direct income',
  journalEntries: 'a journal entry',
  chartOfAccounts: 'a nominal account',
  billCreditNotes: 'a bill credit note',
  creditNotes: 'a credit note',
  customers: 'a customer',
  journals: 'a journal',
  transfers: 'a transfer',
  payments: 'a payment',
}

const written = (status: string, rest: Record<string, Json>): Json =>
  about({
    id: '8e7d6c5b-4a39-4281-9f70-e5d4c3b2a190',
    type: 'Create',
    connectionId: CONNECTION,
    requestedOnDate: EARLIER,
    completedOnDate: AT,
    status,
    ...rest,
  })

const WRITING = Object.entries(WRITTEN).flatMap(([kind, one]) => [
  eventType(
    kind,
    `${kind}.write.successful`,
    `A${one.slice(1)} was created, changed or deleted in the company's books.`,
    written('Success', { record: { id: 'rec-3071' } }),
  ),
  eventType(
    kind,
    `${kind}.write.unsuccessful`,
    `Creating, changing or deleting ${one} did not work.`,
    written('Failed', {}),
  ),
])

const quota: Json = { dailyQuota: 12_000, quotaRemaining: 0, expiryDate: AT }
const report: Json = about({ id: '6f5e4d3c-2b1a-4098-8f7e-6d5c4b3a2918' })

const CLIENT_AND_REPORTS = [
  eventType('client', 'client.rateLimit.reached', 'The day’s quota of requests is used up.', quota),
  eventType('client', 'client.rateLimit.reset', 'The quota of requests was filled up again.', {
    ...{ dailyQuota: 12_000, expiryDate: AT },
    quotaRemaining: 12_000,
  }),
  eventType(
    'reports',
    'reports.categorizedBankStatement.generate.successful',
    'A categorised bank statement is ready to be fetched.',
    report,
  ),
  eventType(
    'reports',
    'reports.categorizedBankStatement.generate.unsuccessful',
    'A categorised bank statement could not be made.',
    report,
  ),
]

const OLD_STYLE: readonly (readonly [name: string, description: string, deprecated: boolean])[] = [
  ['DataConnectionStatusChanged', 'A connection changed its status. Use the connection.* events.', true],
  ['NewCompanySynchronized', 'A company was read for the first time.', false],
  ['DataSyncCompleted', 'One kind of data was read. Use read.completed.', true],
  ['DatasetDataChanged', 'One kind of data changed. Use read.completed.', true],
  [
    'DataSyncStatusChangedToError',
    'Reading one kind of data failed. Use read.completed, whose list has the status.',
    true,
  ],
  ['PushOperationStatusChanged', 'A write moved on. Use the *.write.* events.', true],
  ['PushOperationTimedOut', 'A write took too long. Use the *.write.unsuccessful events.', true],
  ['AccountCategoriesUpdated', 'The categories of a company’s accounts changed.', false],
  ['SyncConnectionDeleted', 'The connection that a sync used was removed.', false],
  ['SyncCompleted', 'A sync is done. Use expenses.sync.successful.', true],
  ['SyncFailed', 'A sync did not work. Use expenses.sync.unsuccessful.', true],
  ['ClientRateLimitReached', 'The quota is used up. Use client.rateLimit.reached.', true],
  ['ClientRateLimitReset', 'The quota was filled up. Use client.rateLimit.reset.', true],
]

/** The event types of a Codat client, ready to load into a catalogue. */
export const CODAT_EVENT_TYPES: readonly PresetEventType[] = [
  ...COMPANIES_AND_CONNECTIONS,
  ...READING,
  ...FEEDS_AND_EXPENSES,
  ...WRITING,
  ...CLIENT_AND_REPORTS,
  ...OLD_STYLE.map(([name, description, deprecated]) => eventType('earlier', name, description, about({}), deprecated)),
]
