import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { keepField } from './keep.ts'
import { usePage } from './use-page.ts'

/**
 * Language and text size, always at the same place. On a page with a form the switch is a button of
 * that form, so that what was typed comes back in the other language.
 */
export function Switches({ formId }: { readonly formId?: string | undefined }): ReactNode {
  const { say, root } = usePage()
  const address = useAddress()
  const others = root.languages.filter(({ code }) => code !== root.language)
  return (
    <div className="switches">
      {/* Enter in a field presses the form's first button, which must not be a switch. */}
      {formId !== undefined && <button form={formId} className="default-button" tabIndex={-1} aria-hidden="true" />}
      {others.map(({ code, name }) => (
        <Switch key={code} formId={formId} href={address({ lang: code })} lang={code}>
          {name}
        </Switch>
      ))}
      {root.isElder && !root.isLargest && (
        <Switch formId={formId} href={address({ elder: '2' })}>
          {say('site.elder.larger')}
        </Switch>
      )}
      <Switch formId={formId} href={address({ elder: root.isElder ? '0' : '1' })}>
        {root.isElder ? say('site.elder.off') : say('site.elder.on')}
      </Switch>
    </div>
  )
}

interface SwitchProps {
  readonly formId?: string | undefined
  readonly href: string
  readonly lang?: string
  readonly children: ReactNode
}

function Switch({ formId, href, lang, children }: SwitchProps): ReactNode {
  if (formId === undefined) {
    return (
      <a href={href} lang={lang} hrefLang={lang}>
        {children}
      </a>
    )
  }
  return (
    <button form={formId} formAction={href} formMethod="post" formNoValidate name={keepField} value="1" lang={lang}>
      {children}
    </button>
  )
}

function useAddress(): (change: Readonly<Record<string, string>>) => string {
  const { pathname, search } = useLocation()
  return (change) => {
    const parameters = new URLSearchParams(search)
    parameters.delete('lang')
    parameters.delete('elder')
    for (const [name, value] of Object.entries(change)) parameters.set(name, value)
    // Two slashes at the start would be another site.
    return `${pathname.replace(/^\/+/, '/')}?${parameters.toString()}`
  }
}
