/** Text of src/graph/schema/table.ts, from the sources in scripts/schema. */
export function tableSource(): string;
