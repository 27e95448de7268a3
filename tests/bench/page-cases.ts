import { QueryClient } from '@tanstack/react-query'
import { alertQueries, revealAlertSecret } from '#lib/queries/alerts.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { companyQueries } from '#lib/queries/companies.ts'
import { consumerNameQuery } from '#lib/queries/consumer-names.ts'
import { type ConsumerFilters, consumerQueries, NO_CONSUMER_FILTERS, revealSecret } from '#lib/queries/consumers.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { firstStepsQuery } from '#lib/queries/first-steps.ts'
import { instanceQueries } from '#lib/queries/instances.ts'
import { type LogFilters, logQueries, NO_LOG_FILTERS } from '#lib/queries/logged-messages.ts'
import { messageQueries, readDeliveries, readRawBody, recentMessagesQuery } from '#lib/queries/messages.ts'
import { ACTIVITY_RANGES, overviewQueries } from '#lib/queries/overview.ts'
import { portalQueries } from '#lib/queries/portal.ts'
import { settingsQueries } from '#lib/queries/settings.ts'
import { sourceQueries } from '#lib/queries/sources.ts'
import { taskQueries } from '#lib/queries/tasks.ts'
import { transformationQueries } from '#lib/queries/transformations.ts'
import { tlsQueries } from '#lib/queries/transport-security.ts'
import { LOG_FILTERS } from './log-filters.ts'

/** What is asked about: ids as the API writes them. */
export interface PageSubject {
  readonly instance: string
  /** With half of all attempts, a queue and many transformation versions. */
  readonly busy: string
  /** Any other. */
  readonly other: string
  readonly message: string
  readonly attempt: string
  readonly source: string
  readonly alertEndpoint: string
  readonly company: string
  /** Its provider's id, as messages carry it. */
  readonly companyExternalId: string
}

/** What a page does when it opens: one or more requests, timed by `fetch`. */
type Case = () => Promise<unknown>

/** By the reader of `lib/queries` that it calls, then by name. */
export type PageCases = Readonly<Record<string, Readonly<Record<string, Case>>>>

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

/** Every reader of the dashboard, with the filters that a page offers. */
export function pageCases(subject: PageSubject): PageCases {
  const pages = { ...frameCases(subject), ...logCases(subject), ...consumerCases(subject), ...otherCases(subject) }
  return { ...pages, ...liveCases(subject) }
}

function frameCases({ instance }: PageSubject): PageCases {
  const ofRange = (ask: (range: (typeof ACTIVITY_RANGES)[number]) => Promise<unknown>, name: string) =>
    Object.fromEntries(ACTIVITY_RANGES.map((range) => [`${name} ${range}`, () => ask(range)]))
  return {
    'instanceQueries.named': {
      'frame: instances': () => client().fetchQuery(instanceQueries.named('')),
      'frame: an instance by name': () => client().fetchQuery(instanceQueries.named('bench')),
    },
    consumerNameQuery: { 'frame: consumer names': () => client().fetchQuery(consumerNameQuery(instance)) },
    firstStepsQuery: { 'first run: check-list': () => client().fetchQuery(firstStepsQuery(instance)) },
    'overviewQueries.activity': ofRange(
      (range) => client().fetchQuery(overviewQueries.activity(instance, range)),
      'overview: activity',
    ),
    'overviewQueries.attention': ofRange(
      (range) => client().fetchQuery(overviewQueries.attention(instance, range)),
      'overview: rest',
    ),
  }
}

/** Last: a stream that was left is still being read for a moment, beside whatever is asked next. */
function liveCases({ instance }: PageSubject): PageCases {
  return {
    openLiveStream: {
      'live: newest lines': () => fetch(`/api/v1/app/${instance}/live`),
      'live: catch up': () => fetch(`/api/v1/app/${instance}/live?cursor=${tenMinutesAgo()}`),
    },
  }
}

/** A cursor of the live log behind every row there is. */
function tenMinutesAgo(): string {
  return `1_00000000-0000-0000-0000-000000000000_${Date.now() - 600_000}`
}

function logCases({ instance, message, attempt, source, busy, other, companyExternalId }: PageSubject): PageCases {
  const list = (filters: Partial<LogFilters>) => logQueries.list(instance, { ...NO_LOG_FILTERS, ...filters })
  const listed = Object.entries(LOG_FILTERS).map(([name, filters]) => [
    `logs: ${name}`,
    () => client().fetchInfiniteQuery(list(filters)),
  ])
  return {
    'logQueries.list': {
      ...Object.fromEntries(listed),
      'logs: by id': () => client().fetchInfiniteQuery(list({ text: message })),
      'logs: by source': () => client().fetchInfiniteQuery(list({ source })),
      'logs: ten pages on end': () => client().fetchInfiniteQuery({ ...list({}), pages: 10 }),
    },
    'logQueries.head': {
      'logs: what is new': () => client().fetchQuery(logQueries.head(instance, NO_LOG_FILTERS)),
    },
    'messageQueries.one': { 'message: head': () => client().fetchQuery(messageQueries.one(instance, message)) },
    'messageQueries.raw': { 'message: body': () => client().fetchQuery(messageQueries.raw(instance, message)) },
    readRawBody: { 'message: body to copy': () => readRawBody(instance, message) },
    'messageQueries.deliveries': {
      'message: deliveries': () => client().fetchInfiniteQuery(messageQueries.deliveries(instance, message)),
    },
    readDeliveries: { 'message: deliveries to resend': () => readDeliveries(instance, message, 250, null) },
    'messageQueries.whyNot': {
      'message: why not': () => client().fetchQuery(messageQueries.whyNot(instance, message, other)),
    },
    'messageQueries.missed': {
      'message: why not, in numbers': () => client().fetchQuery(messageQueries.missed(instance, message)),
    },
    'attemptQueries.ofMessage': {
      'message: attempts': () => client().fetchQuery(attemptQueries.ofMessage(instance, message)),
    },
    'attemptQueries.ofDelivery': {
      'message: attempts at one consumer': () =>
        client().fetchQuery(attemptQueries.ofDelivery(instance, message, busy)),
    },
    'attemptQueries.one': {
      'message: one attempt': () => client().fetchQuery(attemptQueries.one(instance, message, attempt)),
    },
    recentMessagesQuery: { 'pickers: newest messages': () => client().fetchQuery(recentMessagesQuery(instance)) },
    'companyQueries.messages': {
      'company: messages': () => client().fetchQuery(companyQueries.messages(instance, companyExternalId)),
    },
    'sourceQueries.accepted': {
      'source: accepted': () => client().fetchQuery(sourceQueries.accepted(instance, source)),
    },
    'sourceQueries.rejected': {
      'source: rejected': () => client().fetchInfiniteQuery(sourceQueries.rejected(instance, source)),
    },
  }
}

const CONSUMER_FILTERS: Readonly<Record<string, Partial<ConsumerFilters>>> = {
  'first page': {},
  search: { search: 'consumer-77' },
  'a search that finds nothing': { search: 'nowhere' },
  'by tag': { tag: 'region:us' },
  'by type': { eventType: 'group1.type11' },
  failing: { state: 'failing' },
  'with a backlog': { state: 'backlog' },
  slow: { state: 'slow' },
  disabled: { state: 'disabled' },
  paused: { state: 'paused' },
  'certificate expiring': { state: 'expiring' },
  'by state': { sort: 'state' },
  'by the share that succeeded': { sort: 'success_rate' },
  'the slowest first': { sort: '-p95' },
}

const ATTEMPT_FILTERS = {
  attempts: {},
  'failed attempts': { status: '2' },
  'attempts by type': { eventType: 'group1.type11' },
  'attempts by code': { codes: '400' },
  'attempts by tag': { tag: 'region:uk' },
  'attempts by a tag that none has': { tag: 'region:none' },
  'attempts of an hour': { since: '1' },
}

function consumerCases({ instance, busy, other }: PageSubject): PageCases {
  const list = (filters: Partial<ConsumerFilters>) =>
    consumerQueries.list(instance, { ...NO_CONSUMER_FILTERS, ...filters })
  const listed = Object.entries(CONSUMER_FILTERS).map(([name, filters]) => [
    `consumers: ${name}`,
    () => client().fetchInfiniteQuery(list(filters)),
  ])
  const attempts = (consumer: string, filters: object) =>
    client().fetchInfiniteQuery(
      attemptQueries.ofConsumer(instance, consumer, { status: '', eventType: '', ...filters }),
    )
  const tried = Object.entries(ATTEMPT_FILTERS).flatMap(([name, filters]) => [
    [`consumer: ${name}`, () => attempts(busy, filters)],
    [`consumer: ${name} (quiet one)`, () => attempts(other, filters)],
  ])
  const since = new Date(Date.now() - 86_400_000).toISOString()
  return {
    'consumerQueries.list': {
      ...Object.fromEntries(listed),
      'consumers: ten pages on end': () => client().fetchInfiniteQuery({ ...list({}), pages: 10 }),
    },
    'consumerQueries.one': { 'consumer: head': () => client().fetchQuery(consumerQueries.one(instance, busy)) },
    'consumerQueries.terms': { 'consumer: terms': () => client().fetchQuery(consumerQueries.terms(instance, busy)) },
    'consumerQueries.activity': Object.fromEntries(
      ACTIVITY_RANGES.map((range) => [
        `consumer: activity ${range}`,
        () => client().fetchQuery(consumerQueries.activity(instance, busy, range)),
      ]),
    ),
    'consumerQueries.queue': {
      'consumer: rate and queue': () => client().fetchQuery(consumerQueries.queue(instance, busy)),
    },
    'consumerQueries.preview': {
      'add consumer: filter preview': () =>
        client().fetchQuery(consumerQueries.preview(instance, { eventTypes: ['group1.type11'], tags: ['region:us'] })),
    },
    'consumerQueries.ratePreview': {
      'edit consumer: rate preview': () =>
        client().fetchQuery(
          consumerQueries.ratePreview(instance, { eventTypes: ['group1.type11'], tags: [], rate: 5 }),
        ),
    },
    'consumerQueries.urlCheck': {
      'add consumer: a URL that answers nothing': () =>
        client().fetchQuery(consumerQueries.urlCheck(instance, 'http://127.0.0.1:9/hooks')),
    },
    'consumerQueries.replay': {
      'consumer: recover preview': () =>
        client().fetchInfiniteQuery(consumerQueries.replay(instance, busy, 'recover', since)),
      'consumer: replay preview': () =>
        client().fetchInfiniteQuery(consumerQueries.replay(instance, busy, 'replay-missing', since)),
    },
    'consumerQueries.headers': {
      'consumer: custom headers': () => client().fetchQuery(consumerQueries.headers(instance, busy)),
    },
    revealSecret: { 'consumer: secret': () => revealSecret(instance, busy) },
    'attemptQueries.ofConsumer': Object.fromEntries(tried),
    'attemptQueries.last': {
      'consumer: last attempt': () => client().fetchQuery(attemptQueries.last(instance, busy)),
    },
    'attemptQueries.lastFailure': {
      'consumer: last failure': () => client().fetchQuery(attemptQueries.lastFailure(instance, busy)),
      'consumer: last failure (quiet one)': () => client().fetchQuery(attemptQueries.lastFailure(instance, other)),
    },
    'transformationQueries.current': {
      'consumer: transformation': () => client().fetchQuery(transformationQueries.current(instance, busy)),
    },
    'transformationQueries.versions': {
      'consumer: versions': () => client().fetchInfiniteQuery(transformationQueries.versions(instance, busy)),
    },
    'tlsQueries.identity': {
      'consumer: certificate': () => client().fetchQuery(tlsQueries.identity(instance, busy)),
    },
    'tlsQueries.authority': {
      'consumer: private authority': () => client().fetchQuery(tlsQueries.authority(instance, busy)),
    },
  }
}

function otherCases({ instance, company, source, alertEndpoint }: PageSubject): PageCases {
  const companies = (search: string, tag: string) =>
    client().fetchInfiniteQuery(companyQueries.list(instance, { search, tag }))
  const audit = (actor: string, action: string) =>
    client().fetchInfiniteQuery(settingsQueries.audit(instance, { actor, action }))
  const preset = () => client().fetchQuery(eventTypeQueries.preset('codat'))
  return {
    'eventTypeQueries.all': { 'event types: all': () => client().fetchQuery(eventTypeQueries.all(instance)) },
    'eventTypeQueries.catalogue': {
      'event types: catalogue': () => client().fetchQuery(eventTypeQueries.catalogue(instance)),
    },
    'eventTypeQueries.daily': {
      'event types: traffic of a day': () => client().fetchQuery(eventTypeQueries.daily(instance)),
    },
    'eventTypeQueries.preset': { 'event types: preset': preset },
    loadPreset: { 'first run: preset': preset },
    'eventTypeQueries.traffic': {
      'event type: traffic 6h': () => client().fetchQuery(eventTypeQueries.traffic(instance, 'group1.type11', '6h')),
      'event type: traffic 14d': () => client().fetchQuery(eventTypeQueries.traffic(instance, 'group1.type11', '14d')),
    },
    'companyQueries.list': {
      'companies: first page': () => companies('', ''),
      'companies: search': () => companies('firm-77', ''),
      'companies: a search that finds nothing': () => companies('nowhere', ''),
      'companies: by tag': () => companies('', 'region:uk'),
    },
    'companyQueries.one': { 'company: head': () => client().fetchQuery(companyQueries.one(instance, company)) },
    'companyQueries.reach': {
      'company: reach': () => client().fetchQuery(companyQueries.reach(instance, ['region:us'])),
    },
    'sourceQueries.list': { sources: () => client().fetchInfiniteQuery(sourceQueries.list(instance)) },
    'sourceQueries.one': { 'source: head': () => client().fetchQuery(sourceQueries.one(instance, source)) },
    'taskQueries.list': {
      tasks: () => client().fetchInfiniteQuery(taskQueries.list(instance, null)),
      'tasks: running': () => client().fetchInfiniteQuery(taskQueries.list(instance, 'running')),
    },
    'settingsQueries.instance': {
      'settings: instance': () => client().fetchQuery(settingsQueries.instance(instance)),
    },
    'settingsQueries.people': { 'settings: people': () => client().fetchQuery(settingsQueries.people()) },
    'settingsQueries.tokens': { 'settings: tokens': () => client().fetchQuery(settingsQueries.tokens(instance)) },
    'settingsQueries.audit': {
      'settings: audit': () => audit('', ''),
      'settings: audit by who and what': () => audit('bench', 'consumer.'),
    },
    'portalQueries.sessions': {
      'settings: portal sessions': () => client().fetchInfiniteQuery(portalQueries.sessions(instance)),
    },
    revealAlertSecret: { 'settings: secret of an alert': () => revealAlertSecret(instance, alertEndpoint) },
    'alertQueries.list': { 'settings: alerts': () => client().fetchQuery(alertQueries.list(instance)) },
    'settingsQueries.system': { 'settings: system': () => client().fetchQuery(settingsQueries.system()) },
  }
}
