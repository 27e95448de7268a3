import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '#components/people/sign-in-form.tsx'
import { needsFirstRun } from '#lib/auth/needs-first-run.ts'
import { pageActor } from '#lib/auth/page-context.ts'
import { env } from '#lib/env.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string; next?: string }>
}) {
  if (await pageActor()) redirect('/')
  if (await needsFirstRun()) redirect('/welcome')
  const { error, next } = await searchParams
  const issuer = env().OIDC_ISSUER
  return (
    <SignInForm
      issuer={issuer === undefined ? null : new URL(issuer).hostname}
      wasRefused={error !== undefined}
      next={next ?? '/'}
    />
  )
}
