import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Context } from '#lib/domain/context.ts'
import { ensureOwner } from '#lib/domain/people/ensure-owner.ts'
import { requestContext } from './request-context.ts'
import { hasPortalSession, type SessionActor, sessionActor } from './session.ts'

/** The signed-in person of this page request, or null. Looked up once a request. */
export const pageActor = cache(async (): Promise<SessionActor | null> => {
  const list = await headers()
  return sessionActor(list.get('cookie'))
})

/** The context for verbs that a page calls. Others are sent to sign-in, the portal's door or, at first, the first run. */
export const pageContext = cache(async (): Promise<Context & { actor: SessionActor }> => {
  const [list, actor] = await Promise.all([headers(), pageActor()])
  const base = requestContext(list)
  if (actor !== null) return { ...base, actor }
  if (hasPortalSession(list.get('cookie'))) redirect('/portal')
  if (!(await ensureOwner(base))) redirect('/welcome')
  const asked = list.get('x-page') ?? '/'
  redirect(asked === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: asked })}`)
})
