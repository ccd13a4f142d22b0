/** One thing that happened to an order. */
export interface Step {
  /** Our clock, or the vendor's for what only it knows. */
  readonly at: number;
  readonly connection: string;
  readonly what: string;
  /** What made it happen. */
  readonly cause: string | null;
}
