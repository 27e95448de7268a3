'use client'
import Ellipsis from 'lucide-react/icons/ellipsis'
import { Fragment, type ReactElement } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { useMediaQuery } from '#components/ui/use-media-query.ts'

export type BulkAction = {
  label: string
  icon?: ReactElement
  onPress: () => void
  isDisabled?: boolean
  /** Work in progress: the label changes to `busyLabel`. */
  isBusy?: boolean
  busyLabel?: string
  isDanger?: boolean
  /** Windows from that width show it in the bar, others in its menu; all do when left out. */
  from?: 'sm' | 'lg'
}

/** The buttons of a bulk bar; what a narrow window has no room for is in a menu. */
export function BulkActions({ actions }: { actions: readonly BulkAction[] }) {
  const fits = { sm: useMediaQuery('(width >= 40rem)'), lg: useMediaQuery('(width >= 72rem)') }
  const isShown = ({ from }: BulkAction) => from === undefined || fits[from]
  const folded = actions.filter((action) => !isShown(action))
  return (
    <>
      {actions.filter(isShown).map(({ label, icon, isDanger, from, ...rest }) => (
        <Button key={label} variant="quiet" icon={fits.sm ? icon : undefined} {...rest}>
          {label}
        </Button>
      ))}
      {folded.length > 0 && (
        <Menu
          label="More actions"
          trigger={
            <IconButton label="More actions">
              <Ellipsis />
            </IconButton>
          }
        >
          {folded.map(({ label, icon, onPress, isDisabled, isBusy, isDanger }, index) => (
            <Fragment key={label}>
              {isDanger && index > 0 && <MenuSeparator />}
              <MenuItem icon={icon} onAction={onPress} isDisabled={isDisabled || isBusy} isDanger={isDanger}>
                {label}
              </MenuItem>
            </Fragment>
          ))}
        </Menu>
      )}
    </>
  )
}
