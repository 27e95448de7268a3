import type { ReactNode } from 'react'
import { NothingHere } from '#components/feedback/nothing-here.tsx'
import { DashboardFrame } from '#components/frame/dashboard-frame.tsx'
import { PersonProvider } from '#components/frame/permissions.tsx'
import { Providers } from '#components/frame/providers.tsx'
import { pageContext } from '#lib/auth/page-context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { getInstance } from '#lib/domain/instances/get-instance.ts'
import { getWhoami } from '#lib/domain/tokens/get-whoami.ts'
import packageJson from '../../../package.json' with { type: 'json' }

type Props = { children: ReactNode; params: Promise<{ instanceId: string }> }

export default async function InstanceLayout({ children, params }: Props) {
  const ctx = await pageContext()
  const instance = await getInstance(ctx, (await params).instanceId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') return null
    throw error
  })
  // Not `notFound()`: thrown in a layout, it leaves an empty document that only scripts fill, without the theme.
  if (instance === null) return <NothingHere />
  const { id, name, uid } = instance
  const { name: signedIn, role, permissions } = getWhoami(ctx)
  const isGuest = ctx.actor.kind !== 'person'
  const person = { name: signedIn, email: ctx.actor.email, role, permissions, isGuest }
  return (
    <Providers door={isGuest ? '/portal' : '/sign-in'}>
      <PersonProvider person={person}>
        <DashboardFrame instance={{ id, name, uid }} version={`v${packageJson.version}`}>
          {children}
        </DashboardFrame>
      </PersonProvider>
    </Providers>
  )
}
