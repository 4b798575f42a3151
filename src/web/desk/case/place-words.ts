/** Area and place in one line; a place that only repeats the area's name is left out. */
export const placeWords = (area: string, place: string): string =>
  [area, area.includes(place) ? '' : place].filter((part) => part !== '').join(' · ')
