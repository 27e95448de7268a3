'use client'
import { createContext, type ReactNode, useContext } from 'react'

export type SignedInPerson = {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly permissions: readonly string[]
  /** A customer who came by a portal link: no account, no role. */
  readonly isGuest: boolean
}

const NOBODY: SignedInPerson = { name: '', email: '', role: 'viewer', permissions: [], isGuest: true }
const Person = createContext<SignedInPerson>(NOBODY)

export function PersonProvider({ person, children }: { person: SignedInPerson; children: ReactNode }) {
  return <Person value={person}>{children}</Person>
}

export function usePerson(): SignedInPerson {
  return useContext(Person)
}

/** True when the signed-in person may do this. The server checks it again; here it only hides what cannot work. */
export function useCan(permission: string): boolean {
  return useContext(Person).permissions.includes(permission)
}
