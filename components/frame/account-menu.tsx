'use client'
import Keyboard from 'lucide-react/icons/keyboard'
import LogOut from 'lucide-react/icons/log-out'
import Users from 'lucide-react/icons/users'
import { AccountButton } from '#components/layout/account-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { signOut } from '#lib/queries/auth.ts'
import { usePerson } from './permissions.tsx'

/** Who is signed in, and the way out. */
export function AccountMenu({ settingsHref, onShortcuts }: { settingsHref: string; onShortcuts: () => void }) {
  const person = usePerson()
  const leave = async () => {
    await signOut()
    location.assign('/sign-in')
  }
  return (
    <Menu label="Account" trigger={<AccountButton name={person.name || person.email} />}>
      <MenuItem href={settingsHref} icon={<Users />} textValue={person.email}>
        <span className="block truncate font-medium">{person.name}</span>
        <span className="block truncate text-ink-3 text-xs">
          {person.email}, {person.role}
        </span>
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Keyboard />} shortcut="?" onAction={onShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut />} onAction={leave}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
