/** A map of a manifest as it stands, of which nothing is known yet. */
export interface Written {
  readonly [field: string]: unknown;
}

/** The map in a field; what is absent, or no map, is empty. */
export function mapIn(at: Written, field: string): Written {
  const value = at[field];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Written : {};
}

/** Metadata with these labels, where it has none of their names. */
export function labelled(metadata: Written, labels: Written): Written {
  return { ...metadata, labels: { ...labels, ...mapIn(metadata, 'labels') } };
}

/** The maps of a list in a field. */
export function listIn(at: Written, field: string): readonly Written[] {
  const value = at[field];
  return Array.isArray(value) ? value as readonly Written[] : [];
}

/** The text in a field; what is absent, or no text, is empty. */
export function textIn(at: Written, field: string): string {
  const value = at[field];
  return typeof value === 'string' ? value : '';
}
