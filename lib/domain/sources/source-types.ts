import type { SchemeName } from './schemes.ts'

export interface SourceType {
  readonly label: string
  readonly scheme: SchemeName
  /** Where the event type is unless the source says otherwise. */
  readonly eventTypePath: string
}

const IN_BODY = 'body:eventType,body:type'

const svix = (label: string): SourceType => ({ label, scheme: 'svix', eventTypePath: IN_BODY })

/** The API's type names. Providers that sign the Svix way share its scheme. */
export const SOURCE_TYPES = {
  svix: svix('Svix / Standard Webhooks (Codat)'),
  github: { label: 'GitHub', scheme: 'github', eventTypePath: 'header:x-github-event' },
  stripe: { label: 'Stripe', scheme: 'stripe', eventTypePath: 'body:type' },
  shopify: { label: 'Shopify', scheme: 'shopify', eventTypePath: 'header:x-shopify-topic' },
  slack: { label: 'Slack', scheme: 'slack', eventTypePath: 'body:event.type,body:type' },
  'generic-hmac': { label: 'HMAC signature', scheme: 'generic-hmac', eventTypePath: IN_BODY },
  'token-header': { label: 'Secret in a header', scheme: 'token-header', eventTypePath: IN_BODY },
  'basic-auth': { label: 'Basic auth', scheme: 'basic-auth', eventTypePath: IN_BODY },
  'generic-webhook': { label: 'No verification', scheme: 'none', eventTypePath: IN_BODY },
  beehiiv: svix('beehiiv'),
  brex: svix('Brex'),
  clerk: svix('Clerk'),
  guesty: svix('Guesty'),
  'incident-io': svix('incident.io'),
  lithic: svix('Lithic'),
  nash: svix('Nash'),
  'open-ai': svix('OpenAI'),
  pleo: svix('Pleo'),
  'psi-fi': svix('PsiFi'),
  render: svix('Render'),
  replicate: svix('Replicate'),
  resend: svix('Resend'),
  safebase: svix('SafeBase'),
  sardine: svix('Sardine'),
  stych: svix('Stytch'),
} as const satisfies Record<string, SourceType>

export type SourceTypeName = keyof typeof SOURCE_TYPES

export function isSourceTypeName(name: string): name is SourceTypeName {
  return Object.hasOwn(SOURCE_TYPES, name)
}
