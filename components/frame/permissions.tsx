'use client'
import { createContext, type ReactNode, useContext } from 'react'

export type SignedInPerson = {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly permissions: readonly string[]
}

const Person = createContext<SignedInPerson>({ name: '', email: '', role: 'viewer', permissions: [] })

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
