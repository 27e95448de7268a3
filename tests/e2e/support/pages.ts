import type { Page } from '@playwright/test'

/** What the addresses of the pages are made of: ids of the demo instance that `prisma/seed.ts` makes. */
export interface Demo {
  readonly instance: string
  /** One that fails lately. */
  readonly consumer: string
  /** One that this consumer failed to take, and the id of the attempt. */
  readonly message: string
  readonly attempt: string
  readonly company: string
  readonly source: string
}

export interface DashboardPage {
  /** As people say it; the name of its picture, too. */
  readonly name: string
  /** Its folder in `app`, groups left out. */
  readonly route: string
  readonly path: (demo: Demo) => string
  /** Opens what lies over the page, or docks beside it. */
  readonly open?: (page: Page) => Promise<void>
  readonly isSignedOut?: boolean
}

const INSTANCE = '/[instanceId]'
const CONSUMER = `${INSTANCE}/consumers/[consumerId]`

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

const openPalette = (page: Page) => page.keyboard.press('ControlOrMeta+k')

/** By the palette: on a narrow window it is the only way. */
const runCommand = (name: string) => async (page: Page) => {
  await openPalette(page)
  await page.getByRole('option', { name }).click()
  await page.getByRole('dialog', { name }).waitFor()
}

/** The switcher, or on a narrow window, where it is not, the palette. */
const openInstances = async (page: Page) => {
  const button = page.getByRole('button', { name: /switch instance$/ })
  if (await button.isVisible()) await button.click()
  else await openPalette(page)
}

/** A page below an instance: `at('overview')`, or with the address's own text in place of its folders. */
function at(name: string, folder: string, path: (demo: Demo) => string = () => folder): DashboardPage {
  return { name, route: `${INSTANCE}/${folder}`, path: (demo) => `/${demo.instance}/${path(demo)}` }
}

const consumer = (name: string, search: (demo: Demo) => string = () => ''): DashboardPage => ({
  name,
  route: CONSUMER,
  path: (demo) => `/${demo.instance}/consumers/${demo.consumer}${search(demo)}`,
})

const over = (name: string, page: DashboardPage, open: (page: Page) => Promise<void>): DashboardPage => ({
  ...page,
  name,
  open,
})

/** Every page once and its main overlays: what the size, the accessibility and the pictures are taken of. */
export const PAGES: readonly DashboardPage[] = [
  at('overview', 'overview'),
  at('consumers', 'consumers'),
  at('add consumer', 'consumers/add'),
  consumer('consumer'),
  consumer('consumer, attempt', ({ attempt }) => `?attempt=${attempt}`),
  consumer('consumer, testing', () => '?tab=testing'),
  consumer('consumer, verify', () => '?tab=verify'),
  consumer('consumer, advanced', () => '?tab=advanced'),
  consumer('consumer, activity', () => '?tab=activity'),
  over('consumer, menu', consumer(''), press(/^Actions for/)),
  at('edit consumer', 'consumers/[consumerId]/edit', (demo) => `consumers/${demo.consumer}/edit`),
  at('event types', 'event-types'),
  over('add event type', at('', 'event-types'), press('Add event type')),
  over('import OpenAPI', at('', 'event-types'), press('Import OpenAPI…')),
  at('event type', 'event-types/[name]', () => 'event-types/invoices.write.successful'),
  at('logs', 'logs'),
  at('message', 'logs/[messageId]', (demo) => `logs/${demo.message}`),
  at('live', 'live'),
  at('companies', 'companies'),
  at('company', 'companies', (demo) => `companies?company=${demo.company}`),
  over('add company', at('', 'companies'), press('Add company')),
  at('sources', 'sources'),
  over('add source', at('', 'sources'), press('Add source')),
  at('source', 'sources/[sourceId]', (demo) => `sources/${demo.source}`),
  over(
    'edit source',
    at('', 'sources/[sourceId]', (demo) => `sources/${demo.source}`),
    async (page) => {
      await press('More actions')(page)
      await page.getByRole('menuitem', { name: 'Edit…' }).click()
    },
  ),
  at('signature debugger', 'sources/signature'),
  at('tasks', 'tasks'),
  at('settings', 'settings'),
  at('people', 'settings/people'),
  over('invite', at('', 'settings/people'), press('Invite…')),
  at('API tokens', 'settings/tokens'),
  over('create token', at('', 'settings/tokens'), press('Create token…')),
  at('portal links', 'settings/portal'),
  over('make a portal link', at('', 'settings/portal'), press('Make a link…')),
  at('alerts', 'settings/alerts'),
  over('add alert endpoint', at('', 'settings/alerts'), press('Add endpoint…')),
  at('audit log', 'settings/audit'),
  at('system', 'settings/system'),
  over('send event', at('', 'overview'), runCommand('Send event')),
  over('instances', at('', 'overview'), openInstances),
  over('palette', at('', 'overview'), openPalette),
  over('shortcuts', at('', 'overview'), (page) => page.keyboard.press('?')),
  { name: 'API', route: '/docs/api', path: () => '/docs/api', isSignedOut: true },
  {
    name: 'API operation',
    route: '/docs/api/[operation]',
    path: () => '/docs/api/v1.endpoint.create',
    isSignedOut: true,
  },
  { name: 'sign-in', route: '/sign-in', path: () => '/sign-in', isSignedOut: true },
  { name: 'portal', route: '/portal', path: () => '/portal#key=unknown', isSignedOut: true },
  {
    name: 'invitation',
    route: '/invitation/[token]',
    path: () => '/invitation/unknown',
    isSignedOut: true,
  },
]
