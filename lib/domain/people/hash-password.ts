import { hash, verify } from '@node-rs/argon2'

// argon2id is the library's default; the cost is OWASP's second recommendation: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Argon2id in the PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

let decoy: Promise<string> | undefined

/** True when the password is the hashed one. A null hash costs the same time, so that it tells nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no password has this hash')
  const matches = await verify(passwordHash ?? (await decoy), password)
  return matches && passwordHash !== null
}
