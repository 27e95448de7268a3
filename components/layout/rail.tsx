import NextLink from 'next/link'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/class-names.ts'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { BrandMark } from './brand-mark.tsx'
import { NavIcon, type NavIconName } from './nav-icon.tsx'

export type NavItem = {
  href: string
  label: string
  icon: NavIconName
  isCurrent: boolean
  /** How many are in trouble; 0 shows nothing. */
  troubles?: number
  /** One of the five of the phone's bottom bar. */
  isTab?: boolean
}

export type RailProps = {
  homeHref: string
  /** The instance switcher; see `InstanceButton`. */
  instance: ReactNode
  /** Groups are divided by a rule. */
  groups: readonly (readonly NavItem[])[]
  /** Workers and version, at the foot. */
  foot?: ReactNode
}

/** 216 px, 56 with icons below 1152, a bottom bar with five tabs below 640. */
export function Rail({ homeHref, instance, groups, foot }: RailProps) {
  return (
    <aside
      aria-label="Posthorn"
      className="z-(--z-rail) flex flex-col gap-3 border-line border-r bg-canvas p-3 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:h-14 max-sm:flex-row max-sm:border-t max-sm:border-r-0 max-sm:px-2 max-sm:py-1 sm:sticky sm:top-0 sm:h-dvh sm:overflow-y-auto sm:max-lg:items-center sm:max-lg:px-2"
    >
      <NextLink
        href={homeHref}
        aria-label="Posthorn, overview"
        className="flex h-7 items-center gap-2 rounded-sm px-1.5 font-semibold text-md tracking-tight max-sm:hidden max-lg:px-0"
      >
        <BrandMark />
        <span className="max-lg:hidden">Posthorn</span>
      </NextLink>
      <div className="max-sm:hidden">{instance}</div>
      <nav aria-label="Main" className="grid max-sm:flex max-sm:flex-1 max-sm:justify-around">
        {groups.map((group, index) => (
          <div
            key={group[0]?.href}
            className={cx('grid gap-px max-sm:contents', index > 0 && 'mt-1.5 border-line border-t pt-1.5')}
          >
            {group.map((item) => (
              <RailLink key={item.href} item={item} />
            ))}
          </div>
        ))}
      </nav>
      {foot && (
        <div className="mt-auto grid min-h-11 content-start gap-0.5 border-line border-t p-2 text-2xs text-ink-3 max-sm:hidden">
          {foot}
        </div>
      )}
    </aside>
  )
}

function RailLink({ item }: { item: NavItem }) {
  const troubles = item.troubles ?? 0
  return (
    <NextLink
      href={item.href}
      title={item.label}
      aria-current={item.isCurrent ? 'page' : undefined}
      className={cx(
        'relative flex h-7.5 items-center gap-2.5 rounded-sm px-2 max-sm:h-12 max-sm:w-16 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:px-0 max-sm:text-2xs sm:max-lg:h-9 sm:max-lg:w-9.5 sm:max-lg:justify-center sm:max-lg:px-0',
        item.isCurrent
          ? 'font-medium text-ink sm:bg-surface sm:inset-ring sm:inset-ring-line [&>svg:first-child]:text-accent-text'
          : 'text-ink-2 hover:bg-hover hover:text-ink',
        !item.isTab && 'max-sm:hidden',
      )}
    >
      <NavIcon name={item.icon} />
      <span className="sm:max-lg:sr-only">{item.label}</span>
      {troubles > 0 && (
        <span className="ml-auto flex items-center gap-1 font-medium text-2xs text-failure max-lg:absolute max-lg:top-0.5 max-lg:right-0.5 max-sm:right-4">
          <StatusGlyph kind="failure" size="xs" />
          <span className="max-lg:sr-only">{troubles}</span>
          <span className="sr-only"> need attention</span>
        </span>
      )}
    </NextLink>
  )
}
