import { useState, type ReactNode } from 'react'
import { requestStates } from '../../../core/work-order/states.ts'
import { ComboBox } from '../combo-box.tsx'
import { usePage } from '../use-page.ts'

export function SheetCombo(): ReactNode {
  const { say } = usePage()
  const [typed, setTyped] = useState('')
  const options = requestStates
    .map((state) => ({ id: state, words: say(`state.${state}`), hint: state }))
    .filter(({ words }) => words.toLowerCase().includes(typed.trim().toLowerCase()))
  return (
    <ComboBox
      label={say('sheet.combo')}
      options={options}
      typed={typed}
      onType={setTyped}
      onChoose={(id) => setTyped(options.find((option) => option.id === id)?.words ?? typed)}
      empty={say('kit.nothing')}
    />
  )
}
