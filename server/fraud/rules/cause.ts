/** The name of a flag's holds in the ledger: one per line and flag. */
export function causeOf(flagId: string): string {
  return `fraud:${flagId}`;
}
