import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { FirstRun } from '#components/people/first-run.tsx'
import { needsFirstRun } from '#lib/auth/needs-first-run.ts'
import { pageActor, pageContext } from '#lib/auth/page-context.ts'
import { landingInstance } from '#lib/domain/instances/landing-instance.ts'
import { needsSetUpToken } from '#lib/domain/people/set-up-token.ts'

export const metadata: Metadata = { title: 'Welcome' }

export default async function WelcomePage() {
  const [isFirstRun, actor] = await Promise.all([needsFirstRun(), pageActor()])
  if (isFirstRun) return <FirstRun step="owner" asksToken={needsSetUpToken((await headers()).get('host'))} />
  if (actor === null) redirect('/sign-in')
  if ((await landingInstance(await pageContext(), null)) !== null) redirect('/')
  return <FirstRun step="instance" asksToken={false} />
}
