import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Context } from '#lib/domain/context.ts'
import { ensureOwner } from '#lib/domain/people/ensure-owner.ts'
import { requestContext } from './request-context.ts'
import { type SessionActor, sessionActor } from './session.ts'

/** The signed-in person of this page request, or null. Looked up once a request. */
export const pageActor = cache(async (): Promise<SessionActor | null> => {
  const list = await headers()
  return sessionActor(list.get('cookie'))
})

/** The context for verbs that a page calls. Sends to sign-in or, before there is an owner, to the first run. */
export const pageContext = cache(async (): Promise<Context & { actor: SessionActor }> => {
  const [list, actor] = await Promise.all([headers(), pageActor()])
  const base = requestContext(list)
  if (actor !== null) return { ...base, actor }
  redirect((await ensureOwner(base)) ? '/sign-in' : '/welcome')
})
