import { z } from 'zod'
import type { ConsumerView } from '#lib/domain/consumers/schemas.ts'
import { formatId, parseId } from '#lib/domain/ids.ts'
import { companyTagSchema, eventTypeNameSchema, urlSchema } from '#lib/domain/schemas.ts'

/** Body of create; this face demands at least one event type. */
export const codatWebhookIn = z
  .object({
    url: urlSchema,
    disabled: z.boolean().nullish(),
    eventTypes: z.array(eventTypeNameSchema).min(1).max(1000),
    companyTags: z.array(companyTagSchema).max(10).nullish(),
  })
  .transform(({ url, disabled, eventTypes, companyTags }) => ({
    url,
    eventTypes,
    disabled: disabled ?? false,
    tags: companyTags ?? [],
  }))

export const codatWebhookOut = z.object({
  id: z.uuid(),
  url: z.string(),
  disabled: z.boolean(),
  eventTypes: z.array(z.string()),
  companyTags: z.array(z.string()),
})

/** Ids are bare UUIDs on this face. */
export function presentCodatWebhook(view: ConsumerView): z.output<typeof codatWebhookOut> {
  const { url, disabled, eventTypes, tags } = view
  return { id: parseId('consumer', view.id) ?? view.id, url, disabled, eventTypes: eventTypes ?? [], companyTags: tags }
}

/** The consumer id behind a bare UUID; anything else names nothing. */
export function consumerIdOf(webhookId: string): string {
  return z.uuid().safeParse(webhookId).success ? formatId('consumer', webhookId.toLowerCase()) : 'ep_'
}
