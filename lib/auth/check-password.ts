import { signInSchema } from '#lib/domain/people/schemas.ts'
import { signInWithPassword } from '#lib/domain/people/sign-in-with-password.ts'
import { logger } from '#lib/logger.ts'

/**
 * The person with this e-mail and password. The message of what it throws travels to the browser as `error`: `wrong`,
 * `locked` with the end of the wait, or `unavailable`, which tells a stranger nothing of what is broken.
 */
export async function checkPassword(credentials: unknown) {
  const input = signInSchema.safeParse(credentials)
  if (!input.success) throw new Error('wrong')
  const outcome = await signInWithPassword(input.data).catch((error: unknown) => {
    logger().error({ err: error }, 'sign-in failed')
    throw new Error('unavailable')
  })
  if (outcome.kind === 'locked') throw new Error(`locked ${outcome.until.toISOString()}`)
  if (outcome.kind === 'wrong') throw new Error('wrong')
  return outcome.person
}
