import { z } from 'zod'
import { applicationIn } from '#lib/api/svix/application.ts'
import { messageOut, presentCreatedMessage, presentMessageOut } from '#lib/api/svix/message.ts'
import type { Context } from '#lib/domain/context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { createMessage } from '#lib/domain/messages/create-message.ts'
import { getMessage } from '#lib/domain/messages/get-message.ts'
import type { DiscoverySink, IngestDirectory, InstanceRef, MessageSink } from '#lib/domain/messages/message-sink.ts'
import { readCreateMessage } from '#lib/domain/messages/read-create-message.ts'
import { createMessageSchema } from '#lib/domain/messages/schemas.ts'
import { queryFlagSchema } from '#lib/domain/schemas.ts'
import { HOP_HEADER, MOST_HOPS, readHop } from '#lib/domain/sources/receive-webhook.ts'
import { defineRoute } from './define-route.ts'
import { assertStorable, readText } from './read-body.ts'
import type { Route } from './route.ts'

/** Where accepted messages go and instances are looked up: memory in the front door, the database in web. */
export interface CreateMessagePorts {
  readonly sink: MessageSink
  readonly discoveries: DiscoverySink
  readonly directory: Pick<IngestDirectory, 'instance'>
  /** Makes the instance that a message brings along when there is none with that uid. */
  readonly makeInstance: (ctx: Context, input: z.output<typeof applicationIn>) => Promise<InstanceRef>
}

/** Query of message create. */
export const createMessageQuery = z.object({ with_content: queryFlagSchema.default(true) })

const inlineApplication = z.object({ application: applicationIn.optional() })

/** How often an event went through Posthorn before. @throws DomainError `bad_request` where that looks like a loop */
export function hopOf(header: string | readonly string[] | null | undefined): number {
  const hop = readHop(header)
  if (hop >= MOST_HOPS) throw new DomainError('bad_request', `The event went through Posthorn ${hop} times already.`)
  return hop
}

/** `POST /api/v1/app/{app_id}/msg` in web; the front door has `worker/hot-routes.ts`. Answers 202 after the commit. */
export function createMessageRoute(portsOfRequest: () => CreateMessagePorts): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/msg',
    id: 'v1.message.create',
    permission: 'message:create',
    summary: 'Accept a message and send it to every consumer it matches',
    status: 202,
    query: createMessageQuery,
    describedBody: createMessageSchema.safeExtend(inlineApplication.shape),
    response: messageOut,
    replay: {
      again: async ({ ctx, params, query }, id) =>
        presentMessageOut(await getMessage(ctx, params.app_id, id), query.with_content),
    },
    run: async ({ ctx, params, query, request }) => {
      const ports = portsOfRequest()
      const hop = hopOf(request.headers.get(HOP_HEADER))
      const text = readText(request.body)
      const input = readCreateMessage(text)
      const instance =
        (await ports.directory.instance(params.app_id)) ??
        (await instanceFromInline(ports.makeInstance, ctx, params.app_id, text))
      const created = await createMessage(ctx, instance, input, { ...ports, hop })
      return presentCreatedMessage(created, query.with_content)
    },
  })
}

/** The instance that the request brings along for an unknown uid. @throws DomainError `not_found` when it brings none */
export async function instanceFromInline(
  makeInstance: CreateMessagePorts['makeInstance'],
  ctx: Context,
  asked: string,
  text: string,
): Promise<InstanceRef> {
  const { application } = inlineApplication.parse(JSON.parse(text))
  if (application === undefined || (application.uid ?? asked) !== asked)
    throw new DomainError('not_found', 'No such instance. Check its id or uid.')
  assertStorable(application)
  return makeInstance(ctx, { ...application, uid: asked })
}
