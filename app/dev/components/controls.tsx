'use client'
import Plus from 'lucide-react/icons/plus'
import RotateCw from 'lucide-react/icons/rotate-cw'
import Trash from 'lucide-react/icons/trash-2'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ComboBox } from '#components/ui/combo-box.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { EventTypeTree } from '#components/ui/event-type-tree.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { FilterToggle } from '#components/ui/filter-toggle.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { NumberField } from '#components/ui/number-field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { TagField } from '#components/ui/tag-field.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { Row, Specimen } from './specimen.tsx'

const options = ['failing', 'backlog', 'slow', 'healthy'].map((value) => ({ value, label: value }))
const groups = [
  {
    name: 'Invoices',
    types: [{ name: 'invoices.write.successful', detail: '44k a day' }, { name: 'invoices.write.unsuccessful' }],
  },
  {
    name: 'Reads',
    types: [
      { name: 'read.completed', detail: '85k a day' },
      { name: 'read.completed.initial', isDeprecated: true },
    ],
  },
]

export function Buttons() {
  const [isBusy, setBusy] = useState(false)
  return (
    <Specimen title="Buttons">
      <Row>
        <Button variant="primary" icon={<Plus />}>
          Add consumer
        </Button>
        <Button>Secondary</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger" icon={<Trash />}>
          Delete…
        </Button>
        <Button variant="danger-solid">Delete consumer</Button>
        <Button isDisabled>Disabled</Button>
      </Row>
      <Row>
        <Button size="md" icon={<RotateCw />} isBusy={isBusy} busyLabel="Saving…" onPress={() => setBusy(!isBusy)}>
          Save changes
        </Button>
        <IconButton label="Delete" variant="secondary">
          <Trash />
        </IconButton>
        <CopyButton value="msg_01m84ctyxgeq4vm1vxh8aacrdr" label="message id" />
        <Kbd>⌘K</Kbd>
      </Row>
    </Specimen>
  )
}

export function Fields() {
  const [tags, setTags] = useState(['region:us', 'service:t2k'])
  const [choice, setChoice] = useState<string | null>('failing')
  const [rate, setRate] = useState(25)
  return (
    <Specimen title="Fields">
      <TextField
        label="URL"
        mono
        defaultValue="https://t2k-eu.meridian.bank/hooks"
        description="No endpoint yet? Use a test inbox."
      />
      <TextField label="E-mail" isInvalid errorMessage="Write it like mara@northwind-lending.com" defaultValue="mara" />
      <PasswordField label="Password" defaultValue="secret-secret" />
      <TextArea label="Certificate" mono rows={2} />
      <NumberField label="Rate limit" unit="per second" value={rate} onChange={setRate} />
      <TagField
        label="Company tags"
        value={tags}
        onChange={setTags}
        description="A message passes if any of its tags equals any of these."
      />
      <Select label="State" options={options} value={choice} onChange={setChoice} />
      <ComboBox label="Consumer" options={options} value={choice} onChange={setChoice} />
    </Specimen>
  )
}

export function Choices() {
  const [filter, setFilter] = useState<string[]>(['failing'])
  const [none, setNone] = useState<string[]>([])
  const [range, setRange] = useState<'6h' | '24h' | '7d'>('6h')
  const [isOn, setOn] = useState(true)
  const [start, setStart] = useState('codat')
  const [types, setTypes] = useState<ReadonlySet<string>>(new Set(['read.completed']))
  return (
    <Specimen title="Choices">
      <SearchField label="Name, URL or id" hasShortcut />
      <Row>
        <Filter label="State" options={options} value={filter} onChange={setFilter} />
        <Filter label="Event type" options={options} value={none} onChange={setNone} />
        <FilterToggle kind="failure" count={6} isSelected={isOn} onChange={setOn}>
          Failed
        </FilterToggle>
        <FilterToggle kind="retrying" count={3} isSelected={false} onChange={setOn}>
          Retried
        </FilterToggle>
      </Row>
      <Row>
        <Segmented
          label="Time range"
          value={range}
          onChange={setRange}
          options={[
            { value: '6h', label: '6 h' },
            { value: '24h', label: '24 h' },
            { value: '7d', label: '7 d' },
          ]}
        />
        <Switch isSelected={isOn} onChange={setOn}>
          Enabled
        </Switch>
        <Switch aria-label="Off" />
        <Checkbox defaultSelected>Check</Checkbox>
        <Checkbox isIndeterminate aria-label="Some" />
        <Checkbox aria-label="None" />
      </Row>
      <RadioGroup
        label="Event types to start with"
        value={start}
        onChange={setStart}
        options={[
          { value: 'codat', label: 'Codat', detail: '61 types, with schemas and examples' },
          { value: 'none', label: 'None', detail: 'types are found as events arrive' },
        ]}
      />
      <EventTypeTree label="Event types" groups={groups} value={types} onChange={setTypes} />
    </Specimen>
  )
}
