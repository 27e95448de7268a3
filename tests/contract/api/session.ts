import { z } from 'zod'

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')

/** Signs the owner in as the sign-in page does. @returns the `Cookie` header of a browser that is signed in */
export async function signInByHttp(origin: string, owner: { email: string; password: string }): Promise<string> {
  // The first visit makes the owner that the environment names.
  await fetch(`${origin}/sign-in`)
  const asked = await fetch(`${origin}/api/auth/csrf`)
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await asked.json())
  const signedIn = await fetch(`${origin}/api/auth/callback/password`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(asked) },
    body: new URLSearchParams({ ...owner, csrfToken, callbackUrl: '/', json: 'true' }),
  })
  const { url } = z.object({ url: z.string() }).parse(await signedIn.json())
  if (url.includes('error=')) throw new Error(`the sign-in was refused: ${url}`)
  return cookieOf(signedIn)
}
