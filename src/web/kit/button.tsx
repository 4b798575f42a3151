import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { printedKeys } from './keys.tsx'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  /** `primary` for the one thing that usually comes next, `quiet` for what is beside the point, `link` in running text. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'link'
  /** The shortcut that does the same, shown beside the words. */
  readonly keys?: string
  readonly children: ReactNode
}

export function Button({ look = 'plain', keys, children, ...rest }: ButtonProps): ReactNode {
  return (
    <AriaButton {...rest} className={look === 'plain' ? 'button' : `button ${look}`}>
      {children}
      {keys !== undefined && <KeyHint keys={keys} />}
    </AriaButton>
  )
}

/** A shortcut as it is printed on a keyboard; those who listen hear it from the help page instead. */
export function KeyHint({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className="key-hint" aria-hidden="true">
      {printedKeys(keys).map((stroke, index) => (
        <kbd key={index}>{stroke}</kbd>
      ))}
    </span>
  )
}
