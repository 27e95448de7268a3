'use client'
import Keyboard from 'lucide-react/icons/keyboard'
import LogOut from 'lucide-react/icons/log-out'
import { AccountButton } from '#components/layout/account-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { leave } from './leave.ts'
import { usePerson } from './permissions.tsx'

/** Who is signed in, and the way out. */
export function AccountMenu({ settingsHref, onShortcuts }: { settingsHref: string; onShortcuts: () => void }) {
  const person = usePerson()
  const { name, email, role, isGuest } = person
  return (
    <Menu label="Account" trigger={<AccountButton name={isGuest ? 'Portal access' : name || email} />}>
      {!isGuest && (
        <MenuItem href={settingsHref} textValue={email}>
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-ink-3 text-xs">
            {email}, {role}
          </span>
        </MenuItem>
      )}
      {!isGuest && <MenuSeparator />}
      <MenuItem icon={<Keyboard />} shortcut="?" onAction={onShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut />} onAction={() => leave(person)}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
