/**
 * Places of designs in the palette. A design keeps its own as long as it is asked about or shown, whatever is added or taken away
 * around it; a place that nobody needs any more goes to the next new design.
 */
export function placesFor(before: readonly string[], wanted: readonly string[]): readonly string[] {
  const places = [...before];
  for (const design of wanted) {
    if (places.includes(design)) continue;
    const free = places.findIndex((one) => !wanted.includes(one));
    if (free < 0) places.push(design);
    else places[free] = design;
  }
  return places;
}

/** By scenario, as long as the page is open: another door and back changes no colour. */
const kept = new Map<string, readonly string[]>();

export function keptPlaces(scenario: string, wanted: readonly string[]): readonly string[] {
  const places = placesFor(kept.get(scenario) ?? [], wanted);
  kept.set(scenario, places);
  return places;
}
