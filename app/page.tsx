import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { pageContext } from '#lib/auth/page-context.ts'
import { landingInstance } from '#lib/domain/instances/landing-instance.ts'

/** To the instance one was in last, else the oldest; to the first run when there is none. */
export default async function Home() {
  const ctx = await pageContext()
  const id = await landingInstance(ctx, (await cookies()).get('posthorn.instance')?.value ?? null)
  redirect(id === null ? '/welcome' : `/${id}/consumers`)
}
