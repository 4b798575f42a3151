/** Text as it may stand in an element or an attribute. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Cells of a table: text, or a number that stands to the right. */
export type Cell = string | number

export interface Sheet {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A table whose first column heads its rows. `none` stands where there are no rows. */
export function table({ caption, columns, rows }: Sheet, none: string): string {
  if (rows.length === 0) return `<p class="none">${escape(none)}</p>`
  const head = columns.map((column) => `<th scope="col">${escape(column)}</th>`).join('')
  const line = ([first = '', ...rest]: readonly Cell[]): string =>
    `<tr><th scope="row">${escape(String(first))}</th>${rest.map(cell).join('')}</tr>`
  return `<div class="sheet" role="region" tabindex="0" aria-label="${escape(caption)}"><table><caption>${escape(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.map(line).join('\n')}</tbody></table></div>`
}

const cell = (value: Cell): string =>
  typeof value === 'number' ? `<td class="number">${value}</td>` : `<td>${escape(value)}</td>`

export interface Bar {
  readonly label: string
  /** 0 to 1; null without anything to count. */
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly shown: string
}

const [left, width, step] = [190, 300, 34]

/** Bars with their intervals; the same in words is its text alternative. */
export function bars(title: string, all: readonly Bar[]): string {
  const lines = all.map(({ label, value, low, high, shown }, index) => {
    const y = index * step + 8
    const at = (share: number | null): number => left + Math.round((share ?? 0) * width)
    const interval = low === null ? '' : `<path d="M${at(low)} ${y + 9}H${at(high)}" stroke="#111" stroke-width="2"/>`
    return `<text x="0" y="${y + 14}">${escape(label)}</text><rect x="${left}" y="${y}" width="${width}" height="18" fill="#e6e9ee"/><rect x="${left}" y="${y}" width="${at(value) - left}" height="18" fill="#5b8ac4"/>${interval}<text x="${left + width + 10}" y="${y + 14}">${escape(shown)}</text>`
  })
  const told = `${title}: ${all.map(({ label, shown }) => `${label} ${shown}`).join('; ')}`
  return `<svg role="img" aria-label="${escape(told)}" viewBox="0 0 600 ${all.length * step + 8}">${lines.join('')}</svg>`
}

export const style = `:root{color-scheme:light}
body{font:16px/1.55 system-ui,"Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;color:#15191f;background:#fff;max-width:72rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}.note{color:#414b58}.preview{border-left:4px solid #9a5b00;padding-left:.75rem}
.sheet{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0}th,td{border-bottom:1px solid #c3cad3;padding:.3rem .5rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #414b58}th[scope=row]{font-weight:500}.number{text-align:right}
svg{max-width:38rem;width:100%;height:auto;font-size:14px}code{overflow-wrap:anywhere}
@media print{body{padding:0;max-width:none;font-size:10pt}table{font-size:8pt}.sheet{overflow:visible}thead{display:table-header-group}tr,svg{break-inside:avoid}h2{break-after:avoid}@page{size:A4 landscape;margin:14mm}}`
