import type { PortalCapability } from '#lib/queries/portal.ts'

/** What a customer may do in the portal, in words. */
export const CAPABILITY_WORDS: Readonly<Record<PortalCapability, string>> = {
  ViewBase: 'See consumers, messages and attempts',
  ManageEndpoint: 'Add and change consumers',
  CreateAttempts: 'Send examples, resend and replay',
  ViewEndpointSecret: 'See signing secrets',
  ManageEndpointSecret: 'Rotate signing secrets',
  ManageTransformations: 'Write transformations',
}

/** As choices; looking comes with any access. */
export const CAPABILITY_OPTIONS = Object.entries(CAPABILITY_WORDS).map(([value, label]) => ({
  value,
  label,
  isDisabled: value === 'ViewBase',
}))

export function isCapability(value: string): value is PortalCapability {
  return value in CAPABILITY_WORDS
}

/** "Look only", "everything", or how many. */
export function describeCapabilities(capabilities: readonly PortalCapability[]): string {
  if (capabilities.length <= 1) return 'look only'
  if (capabilities.length === CAPABILITY_OPTIONS.length) return 'everything'
  return capabilities
    .filter((capability) => capability !== 'ViewBase')
    .map((capability) => CAPABILITY_WORDS[capability].toLowerCase())
    .join(', ')
}
