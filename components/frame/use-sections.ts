'use client'
import { useMemo } from 'react'
import { usePerson } from './permissions.tsx'
import { SECTIONS, type Section } from './sections.ts'

/** The pages of an instance that this person may see, in the groups of the rail, and the first of them. */
export function useSections(): { groups: readonly (readonly Section[])[]; home: string } {
  const { permissions } = usePerson()
  return useMemo(() => {
    const groups = SECTIONS.map((group) => group.filter(({ needs }) => permissions.includes(needs)))
    return { groups: groups.filter((group) => group.length > 0), home: groups.flat()[0]?.slug ?? 'consumers' }
  }, [permissions])
}
